import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { type LogSink } from '../logs/log-sink';
import { type LogLine, logBatches } from './log-batches';
import { lossWarning } from './loss-warning';
import { type RemotePlace, quickClientConfig } from './remote-place';
import { SerialQueue } from './serial-queue';

export interface RemoteLogs extends LogSink {
  /** Resolves when all lines are written, or lost. */
  close(): Promise<void>;
}

/** At 200 bytes each, these are 4 MB. More come only when the other side takes none, or hardly any. */
const MOST_LINES = 20_000;

/** CloudWatch Logs of another process. Lines that come while a batch is on its way go with the next one. */
export function remoteLogs(place: RemotePlace): RemoteLogs {
  const client = new CloudWatchLogsClient(quickClientConfig(place));
  const warn = lossWarning('Log lines', place.endpoint);
  const queue = new SerialQueue(warn);
  const streams = new Map<string, LogLine[]>();
  const open = new Set<string>();
  let waiting = 0;

  const send = async (group: string, stream: string, logEvents: LogLine[]): Promise<void> => {
    const target = { logGroupName: group, logStreamName: stream };
    const id = idOf(group, stream);
    if (!open.has(id)) {
      await unlessThere(client.send(new CreateLogGroupCommand({ logGroupName: group })));
      await unlessThere(client.send(new CreateLogStreamCommand(target)));
      open.add(id);
    }
    try {
      await client.send(new PutLogEventsCommand({ ...target, logEvents }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      // Somebody has deleted the group: it begins anew, as one of this process does.
      open.delete(id);
      throw error;
    }
  };
  const sendTwice = (...batch: Parameters<typeof send>): Promise<void> =>
    send(...batch).catch((error: unknown) => {
      if (error instanceof ResourceNotFoundException) return send(...batch);
      throw error;
    });
  const flush = async (group: string, stream: string): Promise<void> => {
    const id = idOf(group, stream);
    const lines = streams.get(id) ?? [];
    streams.delete(id);
    for (const batch of logBatches(lines)) {
      // One that is refused takes none of the others with it.
      await sendTwice(group, stream, batch).catch(warn);
    }
    waiting -= lines.length;
  };

  return {
    write(group, stream, message, timestamp = Date.now()) {
      if (waiting >= MOST_LINES) {
        warn(new Error(`${MOST_LINES} lines are waiting already`));
        return;
      }
      const id = idOf(group, stream);
      const lines = streams.get(id);
      if (lines) lines.push({ timestamp, message });
      else if (queue.add(() => flush(group, stream))) streams.set(id, [{ timestamp, message }]);
      else return;
      waiting += 1;
    },
    async close() {
      await queue.close();
      client.destroy();
    },
  };
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
