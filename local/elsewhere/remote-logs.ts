import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import { type LogSink } from '../logs/log-sink';
import { lossWarning } from './loss-warning';
import { type RemotePlace, remoteClientConfig } from './remote-place';
import { SerialQueue } from './serial-queue';

export interface RemoteLogs extends LogSink {
  /** Resolves when all lines are written, or lost. */
  close(): Promise<void>;
}

interface Line {
  readonly timestamp: number;
  readonly message: string;
}

/**
 * Lines of one PutLogEvents. AWS takes 10,000 events and 1,048,576 bytes with 26 more for each:
 * 500 lines of up to 2,000 bytes fit, and longer ones go in shorter batches.
 */
const MAX_LINES = 500;
const MAX_BYTES = 1_000_000;
const BYTES_A_LINE = 26;

/** CloudWatch Logs of another process. Lines that come while a batch is on its way go with the next one. */
export function remoteLogs(place: RemotePlace): RemoteLogs {
  const client = new CloudWatchLogsClient(remoteClientConfig(place));
  const queue = new SerialQueue();
  const warn = lossWarning('Log lines', place.endpoint);
  const waiting = new Map<string, Line[]>();
  const known = new Set<string>();

  const open = async (logGroupName: string, logStreamName: string): Promise<void> => {
    const id = idOf(logGroupName, logStreamName);
    if (known.has(id)) return;
    await unlessThere(client.send(new CreateLogGroupCommand({ logGroupName })));
    await unlessThere(client.send(new CreateLogStreamCommand({ logGroupName, logStreamName })));
    known.add(id);
  };
  const flush = async (group: string, stream: string): Promise<void> => {
    const id = idOf(group, stream);
    const lines = waiting.get(id) ?? [];
    waiting.delete(id);
    if (lines.length === 0) return;
    await open(group, stream);
    for (const logEvents of batches(lines)) {
      const target = { logGroupName: group, logStreamName: stream };
      await client.send(new PutLogEventsCommand({ ...target, logEvents }));
    }
  };

  return {
    write(group, stream, message, timestamp = Date.now()) {
      const id = idOf(group, stream);
      const lines = waiting.get(id);
      if (lines) lines.push({ timestamp, message });
      else {
        waiting.set(id, [{ timestamp, message }]);
        queue.add(() => flush(group, stream), warn);
      }
    },
    async close() {
      await queue.settled();
      client.destroy();
    },
  };
}

/** In the order of their times, as PutLogEvents wants them. */
export function batches(lines: readonly Line[]): Line[][] {
  const found: Line[][] = [];
  let bytes = 0;
  for (const line of lines.toSorted((a, b) => a.timestamp - b.timestamp)) {
    const size = Buffer.byteLength(line.message) + BYTES_A_LINE;
    const last = found.at(-1);
    if (!last || last.length === MAX_LINES || bytes + size > MAX_BYTES) {
      found.push([line]);
      bytes = size;
    } else {
      last.push(line);
      bytes += size;
    }
  }
  return found;
}

async function unlessThere(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  }
}

/** No name of a group or stream has a NUL. */
function idOf(group: string, stream: string): string {
  return `${group}\0${stream}`;
}
