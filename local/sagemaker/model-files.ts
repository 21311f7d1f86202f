import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { bodyStream } from './body-stream';
import { JobFailure } from './failures';
import { modelDataFailure } from './model-data-failure';
import { type ModelData } from './model-data';
import { PARTIAL } from './model-artifacts';
import { parseS3Uri, type S3Location } from './s3-uri';

type ModelFilesData = Extract<ModelData, { kind: 'files' }>;

/** One object of a model that is not packed. */
interface ModelFile {
  readonly key: string;
  /** Below the model's folder, with `/`. */
  readonly path: string;
  readonly etag: string | undefined;
}

/**
 * A folder with the model's objects as files, named by their ETags: what was fetched once is found
 * again. It appears by rename only, so that one with that name is complete.
 * @param s3 acts under the model's role
 * @param folder where the folders of models lie
 * @throws JobFailure when there are none, or the role may not read them; the signal's reason
 */
export async function modelFilesFolder(
  data: ModelFilesData,
  { s3, folder, signal }: { s3: S3Client; folder: string; signal: AbortSignal },
): Promise<string> {
  const location = parseS3Uri(data.uri);
  if (!location) throw new JobFailure(`ClientError: ${data.uri} is not s3://bucket/prefix/.`);
  try {
    const files = await listFiles(s3, location, data.isPrefix);
    if (files.length === 0) {
      throw new JobFailure(`ClientError: Could not find model data at ${data.uri}.`);
    }
    const complete = join(folder, idOf(files));
    if (existsSync(complete)) {
      for (const file of files) await checkReadable(s3, location.bucket, file);
      return complete;
    }
    await mkdir(folder, { recursive: true });
    const partial = await mkdtemp(join(folder, PARTIAL));
    try {
      for (const file of files) await fetchFile(s3, location.bucket, file, partial, signal);
      await rename(partial, complete).catch((error: unknown) => {
        // Another endpoint has been quicker.
        if (!existsSync(complete)) throw error;
      });
      return complete;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof JobFailure) throw error;
    throw modelDataFailure(data.uri, error);
  }
}

async function listFiles(
  s3: S3Client,
  { bucket, key }: S3Location,
  isPrefix: boolean,
): Promise<ModelFile[]> {
  if (!isPrefix) {
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return [{ key, path: key.slice(key.lastIndexOf('/') + 1), etag: ETag }];
  }
  const files: ModelFile[] = [];
  const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: key });
  for await (const { Contents = [] } of pages) {
    for (const { Key = '', ETag } of Contents) {
      // A marker of a folder is no file.
      if (!Key.endsWith('/')) files.push({ key: Key, path: Key.slice(key.length), etag: ETag });
    }
  }
  return files;
}

async function fetchFile(
  s3: S3Client,
  Bucket: string,
  { key: Key, path, etag }: ModelFile,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const parts = path.split('/');
  // Source: API reference, S3ModelDataSource: no part may be empty, `.` or `..`.
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new JobFailure(`ClientError: s3://${Bucket}/${Key} cannot be a file of a model.`);
  }
  const file = join(folder, ...parts);
  await mkdir(dirname(file), { recursive: true });
  const get = new GetObjectCommand({ Bucket, Key, IfMatch: etag });
  const { Body } = await s3.send(get, { abortSignal: signal });
  await pipeline(bodyStream(Body), createWriteStream(file), { signal });
}

/** An instance fetches the files of its model anew: under a role that may not, what is here is of no use. */
async function checkReadable(
  s3: S3Client,
  Bucket: string,
  { key, etag }: ModelFile,
): Promise<void> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key, IfMatch: etag }));
  bodyStream(Body).destroy();
}

function idOf(files: readonly ModelFile[]): string {
  const content = JSON.stringify(files.map(({ path, etag }) => [path, etag]));
  return `files-${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
}
