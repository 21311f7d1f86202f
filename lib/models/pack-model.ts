import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-fs';

export interface PackedModel {
  /** `model.tar.gz`, as ModelDataUrl wants it. */
  readonly path: string;
  /** SHA-256 of the uncompressed tar: zlib's bytes differ between machines, the content's do not. */
  readonly sha256: string;
}

/**
 * Packs a model's folder: entries sorted, no owner, no times, one mode, no dot files. The same
 * content gives the same archive, so that a deployment replaces a Model only when it changed.
 *
 * @param cacheDirectory keeps archives by content; safe to share between processes, and within one
 * @throws Error when the folder does not exist or has no files
 */
export async function packModel(folder: string, cacheDirectory: string): Promise<PackedModel> {
  const files = await filesOf(folder);
  const hash = createHash('sha256');
  await pipeline(tarOf(folder, files), hash);
  const sha256 = hash.digest('hex');

  const path = join(cacheDirectory, `${sha256}.tar.gz`);
  if (!existsSync(path)) {
    await mkdir(cacheDirectory, { recursive: true });
    // Renamed when whole, so that nobody else ever sees a part of it: two models may share a folder.
    const unfinished = `${path}.${randomUUID()}`;
    await pipeline(tarOf(folder, files), createGzip({ level: 9 }), createWriteStream(unfinished));
    await rename(unfinished, path);
  }
  return { path, sha256 };
}

async function filesOf(folder: string): Promise<string[]> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new Error(`there is no folder '${folder}'`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
    .sort();
  if (files.length === 0) throw new Error(`the folder '${folder}' has no files`);
  return files;
}

function tarOf(folder: string, files: readonly string[]): Pack {
  return pack(folder, {
    entries: [...files],
    map: (header) => ({ ...header, mode: 0o644, mtime: new Date(0), uid: 0, gid: 0 }),
  });
}
