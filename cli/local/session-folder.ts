import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../local/process-alive';

/** `aws-<process id>-<random>`: who owns it can be seen by its name. */
const SESSION = /^aws-(\d+)-/;

/**
 * Makes a folder for one embedded AWS, and removes those of processes that were killed before they
 * could remove their own.
 */
export async function createSessionFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const owner = SESSION.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
  return mkdtemp(join(parent, `aws-${process.pid}-`));
}
