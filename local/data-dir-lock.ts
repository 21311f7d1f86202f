import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isAlive } from './process-alive';

export interface DataDirLock {
  /** Idempotent. */
  readonly release: () => void;
}

/** Tells a lock of this process from one that a dead process of the same id left behind. */
const heldHere = new Set<string>();

/**
 * Takes a directory, made if need be, for this process alone: `<dataDir>/embedded-aws.pid` holds the
 * process id. What a dead process left is taken over.
 * @throws Error that names the directory and the process that uses it
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const path = join(resolve(dataDir), 'embedded-aws.pid');
  mkdirSync(dataDir, { recursive: true });
  if (!tryToCreate(path)) {
    // Not a number, when its writer died between making the file and filling it: nobody's.
    const owner = Number.parseInt(readFileSync(path, 'utf8'), 10);
    if (heldHere.has(path) || (owner !== process.pid && isAlive(owner)))
      throw inUse(dataDir, owner);
    rmSync(path, { force: true });
    // Another process may have come first: whoever creates the file has it.
    if (!tryToCreate(path)) throw inUse(dataDir, Number.parseInt(readFileSync(path, 'utf8'), 10));
  }
  heldHere.add(path);
  let isReleased = false;
  return {
    release() {
      // A second release must not remove the lock of who came after.
      if (isReleased) return;
      isReleased = true;
      heldHere.delete(path);
      rmSync(path, { force: true });
    },
  };
}

function tryToCreate(path: string): boolean {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function inUse(dataDir: string, pid: number): Error {
  return new Error(
    `The embedded AWS of process ${pid} uses the directory ${resolve(dataDir)}: end that process or take another directory.`,
  );
}
