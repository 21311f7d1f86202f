import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { extract } from 'tar-fs';
import { bodyStream } from './body-stream';
import { JobFailure } from './failures';
import { parseS3Uri } from './s3-uri';

/**
 * Untarred model.tar.gz files on disk, by ETag: a job finds what an earlier one has unpacked.
 * A folder appears by rename only, so that one with that name is complete.
 */
export class ModelArtifacts {
  private readonly unpacking = new Map<string, Promise<string>>();

  constructor(
    private readonly s3: S3Client,
    private readonly folder: string,
  ) {}

  /**
   * Folder with the contents of the artefact; an empty one for a model without ModelDataUrl.
   * @throws JobFailure when the object is gone or is not a tar.gz
   */
  async folderOf(modelDataUrl: string | undefined): Promise<string> {
    const location = modelDataUrl === undefined ? undefined : parseS3Uri(modelDataUrl);
    if (modelDataUrl === undefined || !location) return this.emptyFolder();
    const object = { Bucket: location.bucket, Key: location.key };
    const head = await this.s3.send(new HeadObjectCommand(object)).catch((cause: unknown) => {
      throw new JobFailure(`ClientError: Could not find model data at ${modelDataUrl}.`, { cause });
    });
    const etag = (head.ETag ?? '').replaceAll(/[^a-zA-Z0-9-]/g, '');
    const unpacking =
      this.unpacking.get(etag) ??
      this.unpack(modelDataUrl, { ...object, IfMatch: head.ETag }, etag);
    this.unpacking.set(etag, unpacking);
    try {
      return await unpacking;
    } catch (error) {
      this.unpacking.delete(etag);
      throw error;
    }
  }

  private async emptyFolder(): Promise<string> {
    const folder = join(this.folder, 'none');
    await mkdir(folder, { recursive: true });
    return folder;
  }

  private async unpack(
    url: string,
    object: { Bucket: string; Key: string; IfMatch: string | undefined },
    etag: string,
  ): Promise<string> {
    const complete = join(this.folder, etag);
    if (existsSync(complete)) return complete;
    await mkdir(this.folder, { recursive: true });
    const partial = await mkdtemp(join(this.folder, 'unpacking-'));
    const { Body } = await this.s3.send(new GetObjectCommand(object));
    try {
      await pipeline(bodyStream(Body), createGunzip(), extract(partial));
    } catch (cause) {
      await rm(partial, { recursive: true, force: true });
      const message = `ClientError: Failed to extract model data archive from URL "${url}". Please ensure that the object is a valid tar.gz archive.`;
      throw new JobFailure(message, { cause });
    }
    await rename(partial, complete);
    return complete;
  }
}
