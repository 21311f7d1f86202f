import { resolve } from 'node:path';
import { askRunning } from './ask-running';
import { lockOwner } from './data-dir-lock';
import { readRunningRecord, type RunningRecord } from './running-record';

export type Finding =
  | { readonly kind: 'none' }
  /** A process holds the directory and does not answer as an embedded AWS of it: starting, hung, or another program. */
  | { readonly kind: 'silent'; readonly processId: number }
  | { readonly kind: 'running'; readonly record: RunningRecord };

/**
 * The embedded AWS of a data directory. It counts as running only if it says so itself, at its
 * endpoint and with the process id that holds the lock: the system gives ids and ports of dead
 * processes to others.
 */
export async function findRunning(dataDir: string): Promise<Finding> {
  const processId = lockOwner(dataDir);
  if (processId === undefined) return { kind: 'none' };
  const endpoint = readRunningRecord(dataDir)?.endpoint;
  const record =
    endpoint === undefined ? undefined : await askRunning(endpoint).catch(() => undefined);
  const isOurs = record?.processId === processId && record.dataDir === resolve(dataDir);
  return isOurs ? { kind: 'running', record } : { kind: 'silent', processId };
}
