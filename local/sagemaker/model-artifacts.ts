import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { extract } from 'tar-fs';
import { bodyStream } from './body-stream';
import { JobFailure } from './failures';
import { modelDataFailure } from './model-data-failure';
import { parseS3Uri } from './s3-uri';

/** Begins the name of a folder that is being filled. */
export const PARTIAL = 'unpacking-';

/**
 * Untarred model.tar.gz files on disk, by ETag: a job finds what an earlier one has unpacked.
 * A folder appears by rename only, so that one with that name is complete.
 */
export class ModelArtifacts {
  private readonly unpacking = new Map<string, Promise<string>>();

  constructor(
    readonly s3: S3Client,
    /** Where the folders of models lie. */
    readonly folder: string,
  ) {}

  /**
   * Folder with the contents of the artefact; an empty one for a model without ModelDataUrl.
   * @throws JobFailure when the object is gone or is not a tar.gz; the signal's reason when it aborts before
   * the unpacking begins, which then goes on for whoever else waits for it
   */
  async folderOf(
    modelDataUrl: string | undefined,
    signal?: AbortSignal,
    s3: S3Client = this.s3,
  ): Promise<string> {
    const location = modelDataUrl === undefined ? undefined : parseS3Uri(modelDataUrl);
    if (modelDataUrl === undefined || !location) return this.emptyFolder();
    const object = { Bucket: location.bucket, Key: location.key };
    const head = await s3.send(new HeadObjectCommand(object)).catch((cause: unknown) => {
      throw modelDataFailure(modelDataUrl, cause);
    });
    signal?.throwIfAborted();
    const etag = (head.ETag ?? '').replaceAll(/[^a-zA-Z0-9-]/g, '');
    const unpacking =
      this.unpacking.get(etag) ??
      this.unpack(s3, modelDataUrl, { ...object, IfMatch: head.ETag }, etag);
    this.unpacking.set(etag, unpacking);
    try {
      return await unpacking;
    } catch (error) {
      this.unpacking.delete(etag);
      throw error;
    }
  }

  /** Removes what a killed process has left half unpacked; before the first job. */
  removePartial(): void {
    if (!existsSync(this.folder)) return;
    for (const name of readdirSync(this.folder).filter((entry) => entry.startsWith(PARTIAL)))
      rmSync(join(this.folder, name), { recursive: true, force: true });
  }

  /** Resolves when nothing is being written: a stopped job does not wait for its artefact. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.unpacking.values());
  }

  private async emptyFolder(): Promise<string> {
    const folder = join(this.folder, 'none');
    await mkdir(folder, { recursive: true });
    return folder;
  }

  private async unpack(
    s3: S3Client,
    url: string,
    object: { Bucket: string; Key: string; IfMatch: string | undefined },
    etag: string,
  ): Promise<string> {
    const complete = join(this.folder, etag);
    if (existsSync(complete)) return complete;
    await mkdir(this.folder, { recursive: true });
    const partial = await mkdtemp(join(this.folder, PARTIAL));
    try {
      const { Body } = await s3.send(new GetObjectCommand(object)).catch((cause: unknown) => {
        throw modelDataFailure(url, cause);
      });
      await pipeline(bodyStream(Body), createGunzip(), extract(partial)).catch((cause: unknown) => {
        throw notAnArchive(url, cause);
      });
      await rename(partial, complete);
    } catch (error) {
      await rm(partial, { recursive: true, force: true });
      throw error;
    }
    return complete;
  }
}

function notAnArchive(url: string, cause: unknown): JobFailure {
  const message = `ClientError: Failed to extract model data archive from URL "${url}". Please ensure that the object is a valid tar.gz archive.`;
  return new JobFailure(message, { cause });
}
