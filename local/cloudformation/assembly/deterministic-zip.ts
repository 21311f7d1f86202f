import { zipSync } from 'fflate';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The earliest time that a zip can hold; fflate writes local time, so it is made of local parts. */
const EPOCH = new Date(1980, 0, 1);

/** Zips a directory: files sorted by path, times fixed, so that equal content gives equal bytes. */
export async function zipDirectory(directory: string): Promise<Uint8Array> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(directory, path).split(sep).join('/') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: Record<string, Uint8Array> = {};
  for (const { path, name } of paths) files[name] = await readFile(path);
  return zipSync(files, { mtime: EPOCH, level: 6 });
}
