import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A path that cannot be the data directory. */
export class UnusableDataDir extends Error {
  override readonly name = 'UnusableDataDir';
}

/**
 * Makes a directory and those above it. Node.js's own `recursive` never ends where the system says
 * that a parent is missing which is there, as below /proc.
 * @throws UnusableDataDir with the path and the system's reason
 */
export function makeDataDir(dataDir: string): void {
  try {
    makeFolder(resolve(dataDir));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${resolve(dataDir)} cannot be the data directory: ${reason}`;
    throw new UnusableDataDir(message, { cause });
  }
}

function makeFolder(path: string): void {
  // Ends at the root, which is there. A file in the way is the system's to refuse.
  if (existsSync(`${path}/.`)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(`${path}/.`)) throw error;
  }
}
