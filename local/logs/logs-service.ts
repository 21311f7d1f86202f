import { join } from 'node:path';
import { type Clock, systemClock } from '../clock';
import { jsonService } from '../gateway/aws-json';
import { type AwsService } from '../gateway/service';
import { groupOperations } from './group-operations';
import { type LogSink } from './log-sink';
import { createLogStore } from './log-store';
import { readOperations } from './read-operations';

export interface LogsServiceOptions {
  /** Streams lie in `<dataDir>/logs/<group>/<stream>.jsonl`, names percent-encoded, or hashed if long. */
  readonly dataDir: string;
  readonly clock?: Clock;
}

export interface LogsService extends AwsService, LogSink {
  createLogGroup(name: string, retentionInDays?: number): void;
  deleteLogGroup(name: string): void;
  hasLogGroup(name: string): boolean;
}

/** The embedded CloudWatch Logs: a sink for the other services and the API to read it. */
export function createLogsService({
  dataDir,
  clock = systemClock,
}: LogsServiceOptions): LogsService {
  const store = createLogStore(join(dataDir, 'logs'), () => clock.now());
  const service = jsonService({
    signingName: 'logs',
    targetPrefix: 'Logs_20140328',
    version: '1.1',
    operations: { ...groupOperations(store, clock), ...readOperations(store) },
  });
  let hasWarned = false;
  return {
    ...service,
    createLogGroup: (name, retentionInDays) => {
      store.createGroup(name, retentionInDays);
    },
    deleteLogGroup: (name) => {
      store.deleteGroup(name);
    },
    hasLogGroup: (name) => store.hasGroup(name),
    write(group, stream, message, timestamp = clock.now()) {
      try {
        store.append(group, stream, [{ timestamp, ingestionTime: clock.now(), message }]);
      } catch (error) {
        // Once: on a full disk every line would fail.
        if (!hasWarned) {
          process.emitWarning(`Log lines are lost, first in ${group} ${stream}: ${String(error)}`);
        }
        hasWarned = true;
      }
    },
  };
}
