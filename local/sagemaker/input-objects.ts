import {
  GetObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import { expectS3Refusal } from './s3-refusal';
import { parseS3Uri, type S3Location } from './s3-uri';
import { validationException } from './validation';

export interface InputSource {
  readonly s3: S3Client;
  readonly dataType: 'S3Prefix' | 'ManifestFile';
  /** A key prefix, or the key of a manifest. */
  readonly location: S3Location;
}

/** The objects of a job and the prefix that their output keys lose. */
export interface InputObjects {
  readonly bucket: string;
  readonly prefix: string;
  /** In the order of S3's listing or of the manifest. Names only: about 100 bytes an object. */
  readonly keys: readonly string[];
}

/** `[{"prefix": "s3://bucket/folder/"}, "name", ...]`. Source: API reference, TransformS3DataSource. */
const manifest = z.tuple([z.object({ prefix: z.string() })], z.string());

/**
 * Lists what the job will read, once and before it writes: S3Prefix is a raw string prefix, so that a job may
 * find its own output under it (aws/sagemaker-python-sdk#1106). Folder markers ("name/" of 0 bytes) hold no records.
 */
export async function listInputObjects(source: InputSource): Promise<InputObjects> {
  const { s3, location } = source;
  if (source.dataType === 'ManifestFile') return readManifest(s3, location);
  const keys: string[] = [];
  const pages = paginateListObjectsV2(
    { client: s3 },
    { Bucket: location.bucket, Prefix: location.key },
  );
  for await (const page of pages) keys.push(...objectKeys(page.Contents));
  return { bucket: location.bucket, prefix: location.key, keys };
}

/** CreateTransformJob's look: is there anything to read? Reads one page, or the manifest. */
export async function hasInputObjects(source: InputSource): Promise<boolean> {
  const { s3, location } = source;
  if (source.dataType === 'ManifestFile') {
    return (await readManifest(s3, location)).keys.length > 0;
  }
  const list = new ListObjectsV2Command({ Bucket: location.bucket, Prefix: location.key });
  const page = await s3.send(list).catch(expectS3Refusal);
  return objectKeys(page?.Contents).length > 0;
}

function objectKeys(contents: { Key?: string; Size?: number }[] = []): string[] {
  return contents.flatMap(({ Key, Size }) =>
    Key !== undefined && !(Key.endsWith('/') && Size === 0) ? [Key] : [],
  );
}

async function readManifest(s3: S3Client, location: S3Location): Promise<InputObjects> {
  const uri = `s3://${location.bucket}/${location.key}`;
  const body = await s3
    .send(new GetObjectCommand({ Bucket: location.bucket, Key: location.key }))
    .then(async ({ Body }) => Body?.transformToString())
    .catch(expectS3Refusal);
  if (body === undefined) return { ...location, prefix: '', keys: [] };
  const [head, ...names] = parseManifest(uri, body);
  const root = parseS3Uri(head.prefix);
  if (!root) throw invalidManifest(uri, `its prefix '${head.prefix}' is not s3://bucket/...`);
  return { bucket: root.bucket, prefix: root.key, keys: names.map((name) => root.key + name) };
}

function parseManifest(uri: string, body: string): z.output<typeof manifest> {
  try {
    return manifest.parse(JSON.parse(body));
  } catch (cause) {
    throw invalidManifest(uri, String(cause));
  }
}

function invalidManifest(uri: string, why: string) {
  return validationException(
    `The manifest ${uri} is not valid; it must read [{"prefix": "s3://bucket/folder/"}, "name", ...]: ${why}`,
  );
}
