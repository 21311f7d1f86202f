import { resolve } from 'node:path';
import { lockOwner } from './data-dir-lock';
import { OWN_PREFIX } from './gateway/own-pages';
import { parseRecord, readRunningRecord, type RunningRecord } from './running-record';

export type Finding =
  | { readonly kind: 'none' }
  /** A process holds the directory and does not answer as an embedded AWS of it: starting, hung, or another program. */
  | { readonly kind: 'silent'; readonly processId: number }
  | { readonly kind: 'running'; readonly record: RunningRecord };

/** An embedded AWS answers at once, also under load; this is for a program that took its port and says nothing. */
const ANSWER_TIMEOUT_MS = 5_000;

/**
 * The embedded AWS of a data directory. It counts as running only if it says so itself, at its
 * endpoint and with the process id that holds the lock: the system gives ids and ports of dead
 * processes to others.
 */
export async function findRunning(dataDir: string): Promise<Finding> {
  const processId = lockOwner(dataDir);
  if (processId === undefined) return { kind: 'none' };
  const endpoint = readRunningRecord(dataDir)?.endpoint;
  const record = endpoint === undefined ? undefined : await ask(endpoint);
  const isOurs = record?.processId === processId && record.dataDir === resolve(dataDir);
  return isOurs ? { kind: 'running', record } : { kind: 'silent', processId };
}

async function ask(endpoint: string): Promise<RunningRecord | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const answer = await fetch(`${endpoint}${OWN_PREFIX}running`, { signal });
    return parseRecord(await answer.text());
  } catch {
    return undefined;
  }
}
