import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type JsonOperation } from '../gateway/aws-json';
import { mergeByTime, pageBefore, pageFrom, parseToken, within } from './event-pages';
import { parseFilterPattern } from './filter-pattern';
import { type GroupEncryption } from './group-encryption';
import { parseInput, requireGroup, requireStream } from './log-input';
import { type LogEvent, type LogStore } from './log-store';
import { streamFacts } from './stream-facts';

const PAGE = 10_000;
const range = {
  startTime: z.number().default(0),
  endTime: z.number().default(Number.MAX_SAFE_INTEGER),
  limit: z.number().int().min(1).max(PAGE).default(PAGE),
  nextToken: z.string().optional(),
};
const group = { logGroupName: z.string() };
const describeInput = z.object({
  ...group,
  logStreamNamePrefix: z.string().default(''),
  orderBy: z.enum(['LogStreamName', 'LastEventTime']).default('LogStreamName'),
  descending: z.boolean().default(false),
  limit: z.number().int().min(1).max(50).default(50),
  nextToken: z.string().optional(),
});
const getInput = z.object({
  ...group,
  ...range,
  logStreamName: z.string(),
  startFromHead: z.boolean().default(false),
});
const filterInput = z.object({
  ...group,
  ...range,
  logStreamNames: z.array(z.string()).optional(),
  logStreamNamePrefix: z.string().default(''),
  filterPattern: z.string().default(''),
});

/** The operations that read streams. Each reads files as streams and holds one page. */
export function readOperations(store: LogStore, encryption: GroupEncryption) {
  const requireReadable = (group: string): void => {
    const key = store.keyOf(group);
    if (key !== undefined) encryption.checkRead(group, key);
  };
  return {
    async DescribeLogStreams(input, { region, accountId }) {
      const options = parseInput(describeInput, input);
      requireGroup(store, options.logGroupName);
      const names = store
        .streams(options.logGroupName)
        .filter((name) => name.startsWith(options.logStreamNamePrefix));
      const prefix = `arn:aws:logs:${region}:${accountId}:log-group:${options.logGroupName}`;
      const streams = await Promise.all(
        names.map(async (name) => ({
          logStreamName: name,
          arn: `${prefix}:log-stream:${name}`,
          ...(await streamFacts(store.read(options.logGroupName, name))),
        })),
      );
      if (options.orderBy === 'LastEventTime') {
        streams.sort((a, b) => (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0));
      }
      if (options.descending) streams.reverse();
      const from = options.nextToken === undefined ? 0 : parseToken(options.nextToken).position;
      const next = from + options.limit;
      return {
        logStreams: streams.slice(from, next),
        nextToken: next < streams.length ? `f/${next}` : undefined,
      };
    },
    async GetLogEvents(input) {
      const { logGroupName, logStreamName, ...options } = parseInput(getInput, input);
      requireStream(store, logGroupName, logStreamName);
      requireReadable(logGroupName);
      const events = within(store.read(logGroupName, logStreamName), options);
      const token = options.nextToken === undefined ? undefined : parseToken(options.nextToken);
      const forwards = token ? token.direction === 'f' : options.startFromHead;
      const page = forwards
        ? await pageFrom(events, token?.position ?? 0, options.limit)
        : await pageBefore(events, token?.position ?? Infinity, options.limit);
      // As in AWS, the same forward token again means that there is nothing more yet.
      return {
        events: page.events,
        nextForwardToken: `f/${page.next}`,
        nextBackwardToken: `b/${page.first}`,
      };
    },
    async FilterLogEvents(input) {
      const { logGroupName, ...options } = parseInput(filterInput, input);
      requireGroup(store, logGroupName);
      requireReadable(logGroupName);
      options.logStreamNames?.forEach((name) => {
        requireStream(store, logGroupName, name);
      });
      const names = (options.logStreamNames ?? store.streams(logGroupName)).filter((name) =>
        name.startsWith(options.logStreamNamePrefix),
      );
      const matches = parseFilterPattern(options.filterPattern);
      const found = mergeByTime(
        names.map((name) =>
          matching(name, within(store.read(logGroupName, name), options), matches),
        ),
      );
      const from = options.nextToken === undefined ? 0 : parseToken(options.nextToken).position;
      const page = await pageFrom(found, from, options.limit);
      return {
        events: page.events,
        searchedLogStreams: [],
        nextToken: page.atEnd ? undefined : `f/${page.next}`,
      };
    },
  } satisfies Record<string, JsonOperation>;
}

async function* matching(
  logStreamName: string,
  events: AsyncIterable<LogEvent>,
  matches: (message: string) => boolean,
): AsyncGenerator<LogEvent & { logStreamName: string; eventId: string }> {
  let position = 0;
  for await (const event of events) {
    const eventId = createHash('sha1').update(`${logStreamName}/${position++}`).digest('hex');
    if (matches(event.message)) yield { ...event, logStreamName, eventId };
  }
}
