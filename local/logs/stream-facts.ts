import { type LogEvent } from './log-store';

export interface StreamFacts {
  readonly creationTime?: number;
  readonly firstEventTimestamp?: number;
  readonly lastEventTimestamp?: number;
  readonly lastIngestionTime?: number;
}

/** What DescribeLogStreams says of a stream, from one pass over it; nothing of an empty one. */
export async function streamFacts(events: AsyncIterable<LogEvent>): Promise<StreamFacts> {
  let first: LogEvent | undefined;
  let last: LogEvent | undefined;
  for await (const event of events) {
    first ??= event;
    last = event;
  }
  if (!first || !last) return {};
  return {
    creationTime: first.ingestionTime,
    firstEventTimestamp: first.timestamp,
    lastEventTimestamp: last.timestamp,
    lastIngestionTime: last.ingestionTime,
  };
}
