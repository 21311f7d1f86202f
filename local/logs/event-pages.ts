import { AwsError } from '../gateway/aws-error';
import { type LogEvent } from './log-store';

/** Half-open in time as AWS has it: startTime <= timestamp < endTime, epoch milliseconds. */
export interface TimeRange {
  readonly startTime: number;
  readonly endTime: number;
}

export interface EventPage<T> {
  readonly events: readonly T[];
  /** Position of the first event and of the one after the last, among those in the time range. */
  readonly first: number;
  readonly next: number;
  /** Whether the page reaches the end of what there is. */
  readonly atEnd: boolean;
}

/** `limit` events from position `from`, in order. Reads no further than it must. */
export async function pageFrom<T>(
  events: AsyncIterable<T>,
  from: number,
  limit: number,
): Promise<EventPage<T>> {
  const page: T[] = [];
  let position = 0;
  for await (const event of events) {
    if (position >= from + limit)
      return { events: page, first: from, next: position, atEnd: false };
    if (position++ >= from) page.push(event);
  }
  return { events: page, first: from, next: from + page.length, atEnd: true };
}

/** The last `limit` events before position `end`, in order. Holds no more than a page. */
export async function pageBefore<T>(
  events: AsyncIterable<T>,
  end: number,
  limit: number,
): Promise<EventPage<T>> {
  let page: T[] = [];
  let position = 0;
  for await (const event of events) {
    if (position === end) break;
    position++;
    page.push(event);
    // Trimmed at twice the size: shifting at every event would cost a page's length each time.
    if (page.length >= 2 * limit) page = page.slice(-limit);
  }
  page = page.slice(-limit);
  return { events: page, first: position - page.length, next: position, atEnd: true };
}

export async function* within(
  events: AsyncIterable<LogEvent>,
  { startTime, endTime }: TimeRange,
): AsyncGenerator<LogEvent> {
  for await (const event of events) {
    if (event.timestamp >= startTime && event.timestamp < endTime) yield event;
  }
}

/** Merges streams by timestamp; each holds one event in memory. */
export async function* mergeByTime<T extends { readonly timestamp: number }>(
  streams: readonly AsyncIterable<T>[],
): AsyncGenerator<T> {
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  const heads: { event: T; iterator: AsyncIterator<T> }[] = [];
  const advance = async (iterator: AsyncIterator<T>): Promise<void> => {
    const next = await iterator.next();
    if (next.done !== true) heads.push({ event: next.value, iterator });
  };
  try {
    for (const iterator of iterators) await advance(iterator);
    while (heads.length > 0) {
      heads.sort((a, b) => a.event.timestamp - b.event.timestamp);
      const head = heads.shift();
      if (!head) return;
      yield head.event;
      await advance(head.iterator);
    }
  } finally {
    for (const iterator of iterators) await iterator.return?.();
  }
}

/** Tokens say a direction and a position: `f/12` goes on at 12, `b/12` ends before it. */
export function parseToken(token: string): { direction: 'f' | 'b'; position: number } {
  const [, direction, digits] = /^([fb])\/(\d+)$/.exec(token) ?? [];
  if (digits === undefined || (direction !== 'f' && direction !== 'b')) {
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  return { direction, position: Number(digits) };
}
