import { join } from 'node:path';

/** The checkout, two folders above this file. */
export const ROOT = join(__dirname, '..', '..');
/** What runs on this machine leave: safe to delete, ignored by git. */
export const DATA_DIR = join(ROOT, '.t2t');

/** Where the results of a run in the embedded AWS are kept. */
export function runFolder(runId: string): string {
  return join(DATA_DIR, 'runs', runId);
}
