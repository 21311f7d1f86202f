import { AwsError } from '../gateway/aws-error';
import { type Authorizer } from '../iam/access';
import { type Place } from '../iam/rights';
import { type Sender, authorizeSender } from '../iam/sender';
import { type LogSink } from './log-sink';
import { logsRight } from './rights';

export interface RoleLogSinkOptions {
  /** The group has to be there, or the writer may make it. Without it, every group is. */
  readonly sink: LogSink & { readonly hasLogGroup?: (name: string) => boolean };
  readonly authorizer: Authorizer;
  readonly place: Place;
  readonly writer: Sender;
  readonly now: () => number;
}

/** Milliseconds. Lines go out in batches, and the rights are asked for a batch, not a line. */
const BATCH_MS = 1000;

/**
 * Writes under a role. What the role may not log is lost without a word, as in AWS, where the code
 * goes on as well. Source: Lambda Developer Guide, "Troubleshoot: no logs appear in CloudWatch Logs".
 */
export function roleLogSink(options: RoleLogSinkOptions): LogSink {
  const { sink, authorizer, place, writer, now } = options;
  const streams = new Map<string, { readonly checkedAt: number; readonly isAllowed: boolean }>();

  const isAllowed = (group: string, stream: string, isNew: boolean): boolean => {
    const actions = isNew ? ['CreateLogStream', 'PutLogEvents'] : ['PutLogEvents'];
    const hasGroup = sink.hasLogGroup?.(group) ?? true;
    const rights = [
      ...(hasGroup ? [] : [logsRight(place, 'CreateLogGroup', group)]),
      ...actions.map((action) => logsRight(place, action, group, stream)),
    ];
    try {
      authorizeSender(authorizer, writer, rights);
      return true;
    } catch (error) {
      if (error instanceof AwsError) return false;
      throw error;
    }
  };

  return {
    write(group, stream, message, timestamp) {
      const id = `${group} ${stream}`;
      const known = streams.get(id);
      const time = now();
      const isFresh = known !== undefined && time - known.checkedAt < BATCH_MS;
      const isNew = known?.isAllowed !== true;
      const checked = isFresh
        ? known
        : { checkedAt: time, isAllowed: isAllowed(group, stream, isNew) };
      if (!isFresh) streams.set(id, checked);
      if (checked.isAllowed) sink.write(group, stream, message, timestamp);
    },
  };
}
