import * as z from 'zod';
import { type Clock } from '../clock';
import { AwsError } from '../gateway/aws-error';
import { type JsonOperation } from '../gateway/aws-json';
import { type GroupEncryption } from './group-encryption';
import { parseInput, requireGroup, requireStream } from './log-input';
import { type LogStore } from './log-store';

const groupInput = z.object({ logGroupName: z.string().min(1).max(512) });
const createInput = groupInput.extend({ kmsKeyId: z.string().max(256).optional() });
const streamInput = groupInput.extend({ logStreamName: z.string().min(1).max(512) });
const describeInput = z.object({
  logGroupNamePrefix: z.string().optional(),
  nextToken: z.string().optional(),
  limit: z.number().int().min(1).max(50).default(50),
});
const putInput = streamInput.extend({
  logEvents: z.array(z.object({ timestamp: z.number(), message: z.string() })).max(10_000),
});

/** The operations that make, list and fill groups. */
export function groupOperations(store: LogStore, encryption: GroupEncryption, clock: Clock) {
  return {
    async CreateLogGroup(input) {
      const { logGroupName, kmsKeyId } = parseInput(createInput, input);
      if (store.hasGroup(logGroupName)) throw alreadyExists('group');
      if (kmsKeyId !== undefined) encryption.checkAssociation(logGroupName, kmsKeyId);
      store.createGroup(logGroupName, { kmsKeyId });
      return {};
    },
    async DeleteLogGroup(input) {
      const { logGroupName } = parseInput(groupInput, input);
      requireGroup(store, logGroupName);
      store.deleteGroup(logGroupName);
      return {};
    },
    async CreateLogStream(input) {
      const { logGroupName, logStreamName } = parseInput(streamInput, input);
      requireGroup(store, logGroupName);
      if (store.hasStream(logGroupName, logStreamName)) throw alreadyExists('stream');
      store.createStream(logGroupName, logStreamName);
      return {};
    },
    async DescribeLogGroups(input, { region, accountId }) {
      const { logGroupNamePrefix = '', nextToken, limit } = parseInput(describeInput, input);
      const found = store
        .groups()
        .filter(({ name }) => name.startsWith(logGroupNamePrefix))
        .filter(({ name }) => nextToken === undefined || name > nextToken);
      const page = found.slice(0, limit);
      const logGroups = page.map(({ name, createdAt, retentionInDays, kmsKeyId }) => ({
        logGroupName: name,
        creationTime: createdAt,
        retentionInDays,
        kmsKeyId,
        arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`,
        logGroupArn: `arn:aws:logs:${region}:${accountId}:log-group:${name}`,
      }));
      return { logGroups, nextToken: found.length > limit ? page.at(-1)?.name : undefined };
    },
    async PutLogEvents(input) {
      const { logGroupName, logStreamName, logEvents } = parseInput(putInput, input);
      requireStream(store, logGroupName, logStreamName);
      const key = store.keyOf(logGroupName);
      if (key !== undefined) encryption.checkWrite(logGroupName, key);
      const ingestionTime = clock.now();
      const events = logEvents.map((event) => ({ ...event, ingestionTime }));
      store.append(logGroupName, logStreamName, events);
      return { nextSequenceToken: '0' };
    },
  } satisfies Record<string, JsonOperation>;
}

function alreadyExists(what: string): AwsError {
  return new AwsError('ResourceAlreadyExistsException', `The specified log ${what} already exists`);
}
