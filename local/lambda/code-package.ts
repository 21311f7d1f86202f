import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { unzipSync, zipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { AwsError } from '../gateway/aws-error';
import { type CodeSource } from './function-config';

/** A function's code, unpacked and ready to load. */
export interface CodePackage {
  readonly directory: string;
  readonly bytes: number;
  /** SHA-256 of the zip, base64: what GetFunction calls CodeSha256. */
  readonly codeSha256: string;
  /** SHA-256 (hex) of each unpacked file, by its path in the zip. */
  readonly fileHashes: Readonly<Record<string, string>>;
}

/**
 * Fetches the deployed zip and unpacks it under `workDir`, once per content.
 * @throws AwsError InvalidParameterValueException if the object is missing or is not a zip
 */
export async function fetchCode(
  s3: S3Client,
  source: CodeSource,
  workDir: string,
): Promise<CodePackage> {
  return unpack(await readZip(s3, source), workDir);
}

async function readZip(s3: S3Client, source: CodeSource): Promise<Uint8Array> {
  if ('inlineSource' in source) return zipOf(source.inlineSource);
  const { bucket: Bucket, key: Key, versionId: VersionId } = source;
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  } catch (error) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Error occurred while GetObject of s3://${Bucket}/${Key}: ${String(error)}`,
    );
  }
}

/**
 * CloudFormation writes ZipFile to index.js of an archive of its own. The archive's date is always
 * the same, as the hash of the archive decides whether the code has changed.
 */
function zipOf(inlineSource: string): Uint8Array {
  return zipSync({ 'index.js': Buffer.from(inlineSource) }, { mtime: '1980-01-01T12:00:00' });
}

async function unpack(zip: Uint8Array, workDir: string): Promise<CodePackage> {
  const digest = createHash('sha256').update(zip);
  const codeSha256 = digest.copy().digest('base64');
  const directory = join(workDir, digest.digest('hex'));
  const files = Object.entries(readEntries(zip)).filter(([path]) => !path.endsWith('/'));
  await rm(`${directory}.partial`, { recursive: true, force: true });
  const fileHashes: Record<string, string> = {};
  for (const [path, content] of files) {
    await writeInside(`${directory}.partial`, path, content);
    fileHashes[path] = createHash('sha256').update(content).digest('hex');
  }
  // The name is the content's hash: a directory that is there may be in use, and needs no change.
  if (existsSync(directory)) await rm(`${directory}.partial`, { recursive: true });
  else await rename(`${directory}.partial`, directory);
  return { directory, bytes: zip.length, codeSha256, fileHashes };
}

function readEntries(zip: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(zip);
  } catch {
    throw new AwsError('InvalidParameterValueException', 'Could not unzip uploaded file.');
  }
}

async function writeInside(root: string, path: string, content: Uint8Array): Promise<void> {
  const target = resolve(root, path);
  if (!target.startsWith(resolve(root) + sep)) {
    throw new AwsError('InvalidParameterValueException', `The zip's entry '${path}' leaves it`);
  }
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}
