import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout: the nearest folder above this file, or above the bundle in `dist/`, that has cdk.json. */
export const ROOT = findRoot(__dirname);
/** What runs on this machine leave: safe to delete, ignored by git. */
export const DATA_DIR = join(ROOT, '.t2t');

/** Where the results of a run in the embedded AWS are kept. */
export function runFolder(runId: string): string {
  return join(DATA_DIR, 'runs', runId);
}

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'cdk.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no folder above ${__dirname} has cdk.json`);
  return findRoot(parent);
}
