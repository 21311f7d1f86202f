import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { encodeFooter } from './object-file';
import { type ObjectMetadata } from './object-metadata';

/** Fewer, larger writes: the stream hands what has gathered to one writev. */
const WRITE_BUFFER_BYTES = 1024 * 1024;

/**
 * Where uploads arrive: on the file system of the buckets, so that a rename puts them in place.
 * What a killed process has left there was never acknowledged and goes at the next start.
 */
export class Staging {
  constructor(private readonly directory: string) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
  }

  /**
   * Writes the bytes, then what `describe` says of them; returns the file's path, which the caller
   * renames or discards. Leaves no file when a stream or `describe` fails.
   */
  async write(
    source: Readable,
    through: readonly Transform[],
    describe: () => Promise<ObjectMetadata>,
  ): Promise<StagedObject> {
    const path = this.newPath();
    let metadata: ObjectMetadata | undefined;
    const footer = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        done(null, chunk);
      },
      flush: (done) => {
        describe().then((described) => {
          metadata = described;
          done(null, encodeFooter(described));
        }, done);
      },
    });
    try {
      const sink = createWriteStream(path, { flags: 'wx', highWaterMark: WRITE_BUFFER_BYTES });
      await pipeline([source, ...through, footer, sink]);
    } catch (error) {
      await this.discard(path);
      throw error;
    }
    if (!metadata) throw new Error(`${path} was written without its metadata`);
    return { path, metadata };
  }

  /** Removes a file or directory of the staging area. */
  async discard(path: string): Promise<void> {
    await rm(path, { recursive: true, force: true });
  }

  /** Deletes a directory so that it is there either whole or not at all. */
  async removeDirectory(path: string): Promise<void> {
    const doomed = this.newPath();
    await rename(path, doomed);
    await this.discard(doomed);
  }

  newPath(): string {
    return join(this.directory, randomUUID());
  }
}

/** Puts a staged object in place by `commit`, and removes it when that throws. */
export async function commitOrDiscard<Result>(
  staging: Staging,
  staged: StagedObject,
  commit: () => Result,
): Promise<Result> {
  try {
    return commit();
  } catch (error) {
    await staging.discard(staged.path);
    throw error;
  }
}

export interface StagedObject {
  readonly path: string;
  readonly metadata: ObjectMetadata;
}
