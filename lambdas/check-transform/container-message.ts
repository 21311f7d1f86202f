import {
  paginateFilterLogEvents,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import { textIn } from '../shared/json-text';

const LOG_GROUP = '/aws/sagemaker/TransformJobs';
/** An error page can be long; its first lines say what is wrong. */
const SHOWN_CHARACTERS = 500;
/** A page may be empty although later ones are not; the data log's first lines are all that is wanted. */
const MAX_PAGES = 20;

/**
 * What the container answered when it refused a record, from the job's data log: FailureReason
 * only says "See job logs for more information". Empty when the log has nothing, or cannot be
 * read: a lost explanation must not hide the failure itself.
 */
export async function containerMessage(
  logs: CloudWatchLogsClient,
  jobName: string,
): Promise<string> {
  try {
    const text = refusalOf(await readDataLog(logs, jobName));
    return text === '' ? '' : `. The container said: ${text}`;
  } catch (error) {
    return `. (Its log ${LOG_GROUP}, ${jobName}/ could not be read: ${(error as Error).message})`;
  }
}

/** The container's own output lies beside the data log, under the same prefix. */
async function readDataLog(logs: CloudWatchLogsClient, jobName: string): Promise<string[]> {
  const query = { logGroupName: LOG_GROUP, logStreamNamePrefix: `${jobName}/` };
  const lines: string[] = [];
  let pages = 0;
  for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, query)) {
    for (const { logStreamName, message } of events) {
      if (logStreamName?.endsWith('/data-log')) lines.push(message ?? '');
    }
    if (refusalOf(lines) !== '' || ++pages === MAX_PAGES) break;
  }
  return lines;
}

/** `2026-01-31T10:00:00.000:[sagemaker logs]: <bucket>/<key>: <text>`, for each line of a message. */
const OBJECT_LINE = /\[sagemaker logs\]: (\S+): ?(.*)$/;

/**
 * The first refusal in a data log: after `ClientError: 400` come an empty line, `Message:` and the
 * body, which is JSON with `message` for this container. Lines of several objects may be mixed.
 * Shape: aws/amazon-sagemaker-examples#1620 and #3948.
 */
export function refusalOf(lines: readonly string[]): string {
  const entries = lines.flatMap((line) => {
    const [, object, text = ''] = OBJECT_LINE.exec(line) ?? [];
    return object === undefined ? [] : [{ object, text }];
  });
  const [headline, ...rest] = entries
    .filter(({ object }) => object === entries[0]?.object)
    .map(({ text }) => text);
  if (headline === undefined) return '';
  const start = rest.indexOf('Message:') + 1;
  // The object's next failure begins with a headline of its own.
  const end = rest.indexOf(headline, start);
  const body =
    start === 0
      ? ''
      : rest
          .slice(start, end === -1 ? undefined : end)
          .join('\n')
          .trim();
  return (body === '' ? headline : textIn(body, 'message')).slice(0, SHOWN_CHARACTERS);
}
