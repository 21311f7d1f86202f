import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeDataDir } from './make-data-dir';
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
 * @throws UnusableDataDir
 * @throws DataDirInUse that names the directory and the process that uses it
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const path = lockFile(dataDir);
  makeDataDir(dataDir);
  if (!tryToCreate(path)) {
    const owner = lockOwner(dataDir);
    if (owner !== undefined) throw inUse(dataDir, owner);
    rmSync(path, { force: true });
    // Another process may have come first: whoever creates the file has it.
    if (!tryToCreate(path)) throw inUse(dataDir, readOwner(path));
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

/** The process that holds a directory; undefined if none does, or one that is dead. */
export function lockOwner(dataDir: string): number | undefined {
  const path = lockFile(dataDir);
  if (heldHere.has(path)) return process.pid;
  const owner = readOwner(path);
  return owner !== process.pid && isAlive(owner) ? owner : undefined;
}

function lockFile(dataDir: string): string {
  return join(resolve(dataDir), 'embedded-aws.pid');
}

/** Not a number if there is no lock, or its writer died between making the file and filling it. */
function readOwner(path: string): number {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return NaN;
    throw error;
  }
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

/** Another process, or this one, uses the data directory. */
export class DataDirInUse extends Error {
  override readonly name = 'DataDirInUse';
}

function inUse(dataDir: string, pid: number): DataDirInUse {
  return new DataDirInUse(
    `The embedded AWS of process ${pid} uses the directory ${resolve(dataDir)}: end that process or take another directory.`,
  );
}
