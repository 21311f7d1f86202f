import { join } from 'node:path';
import { type Clock, systemClock } from '../clock';
import { jsonService } from '../gateway/aws-json';
import { type AwsService } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { guarded } from '../iam/guarded';
import { type Place, allowEverything } from '../iam/rights';
import { type Keys } from '../kms/keys';
import { createGroupEncryption } from './group-encryption';
import { groupOperations } from './group-operations';
import { type LogSink } from './log-sink';
import { type GroupSettings, createLogStore } from './log-store';
import { readOperations } from './read-operations';
import { logsRights } from './rights';

export interface LogsServiceOptions {
  /** Streams lie in `<dataDir>/logs/<group>/<stream>.jsonl`, names percent-encoded, or hashed if long. */
  readonly dataDir: string;
  readonly clock?: Clock;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
  /** Of the ARNs that `authorizer` is asked about. */
  readonly place?: Place;
  /** The account's, for groups that are encrypted; without them, no right on a key is asked for. */
  readonly keys?: Keys;
}

export interface LogsService extends AwsService, LogSink {
  /** Makes a group, or changes it. @throws AwsError when its key may not be used, see GroupEncryption */
  createLogGroup(name: string, settings?: GroupSettings): void;
  deleteLogGroup(name: string): void;
  hasLogGroup(name: string): boolean;
}

/** The embedded CloudWatch Logs: a sink for the other services and the API to read it. */
export function createLogsService({
  dataDir,
  clock = systemClock,
  authorizer = allowEverything,
  place = { region: 'us-east-1', accountId: '000000000000' },
  keys,
}: LogsServiceOptions): LogsService {
  const now = (): number => clock.now();
  const store = createLogStore(join(dataDir, 'logs'), now);
  const encryption = createGroupEncryption({ authorizer, place, keys, now });
  const service = jsonService({
    signingName: 'logs',
    targetPrefix: 'Logs_20140328',
    version: '1.1',
    operations: guarded(
      { ...groupOperations(store, encryption, clock), ...readOperations(store, encryption) },
      logsRights(place),
      authorizer,
    ),
  });
  let hasWarned = false;
  return {
    ...service,
    createLogGroup: (name, settings = {}) => {
      const { kmsKeyId } = settings;
      if (kmsKeyId !== undefined) encryption.checkAssociation(name, kmsKeyId);
      store.createGroup(name, settings);
    },
    deleteLogGroup: (name) => {
      store.deleteGroup(name);
    },
    hasLogGroup: (name) => store.hasGroup(name),
    write(group, stream, message, timestamp = clock.now()) {
      try {
        const key = store.keyOf(group);
        if (key !== undefined && !encryption.mayWrite(group, key)) return;
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
