import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type FileAsset } from './cloud-assembly';
import { zipDirectory } from './deterministic-zip';

/** Puts an asset where the template looks for it, as the CDK CLI does: once per content. */
export async function publishAsset(
  s3: S3Client,
  { path, packaging }: FileAsset,
  Bucket: string,
  Key: string,
): Promise<void> {
  // The key holds the content's hash.
  if (await exists(s3, Bucket, Key)) return;
  if (packaging === 'zip') {
    const Body = await zipDirectory(path);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/zip' }));
  } else {
    const { size: ContentLength } = await stat(path);
    const Body = createReadStream(path);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength }));
  }
}

async function exists(s3: S3Client, Bucket: string, Key: string): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket, Key }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFound') return false;
    throw error;
  }
}
