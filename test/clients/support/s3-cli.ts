import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { awsCli } from './command';

const AWKWARD_KEY = 'with space/ünï+cödé & 日本 😀.txt';
/** Two and a half parts of the CLI's 8 MB. */
const LARGE_BYTES = 20 * 1024 * 1024;

/** Debian's AWS CLI does to S3 what people do with it. */
export async function checkS3Cli(endpoint: string, folder: string): Promise<void> {
  const aws = awsCli(endpoint);
  const json = async <Schema extends z.ZodType>(
    schema: Schema,
    ...args: string[]
  ): Promise<z.output<Schema>> => schema.parse(JSON.parse(await aws(['s3api', ...args])));
  const on = ['--bucket', 'cli-bucket'];

  await aws(['s3', 'mb', 's3://cli-bucket']);
  await checkCopies(aws, folder);
  await checkChecksums(aws, folder);

  const names = await json(
    z.object({ Contents: z.array(z.object({ Key: z.string() })) }),
    ...['list-objects-v2', ...on, '--prefix', 'tree/', '--page-size', '2'],
  );
  assert.equal(names.Contents.length, 5, 'all pages of a listing');

  await aws([
    's3api',
    'get-object',
    ...on,
    '--key',
    'large',
    '--range',
    'bytes=5-9',
    inFolder('r'),
  ]);
  const large = await readFile(join(folder, 'large'));
  assert.deepEqual(await readFile(inFolder('r')), large.subarray(5, 10), 'a range');

  const url = (await aws(['s3', 'presign', `s3://cli-bucket/${AWKWARD_KEY}`])).trim();
  assert.equal(await (await fetch(url)).text(), 'awkward', 'a presigned GET');

  await checkVersions();
  await aws(['s3', 'rb', 's3://cli-bucket', '--force']);

  function inFolder(name: string): string {
    return join(folder, name);
  }

  async function checkVersions(): Promise<void> {
    const at = ['--bucket', 'cli-versions'];
    await aws(['s3', 'mb', 's3://cli-versions']);
    await aws([
      ...['s3api', 'put-bucket-versioning', ...at],
      ...['--versioning-configuration', 'Status=Enabled'],
    ]);
    const entries = z.array(z.object({ Key: z.string(), VersionId: z.string() }));
    await aws(['s3', 'cp', inFolder('small'), 's3://cli-versions/a']);
    await aws(['s3', 'cp', inFolder('small'), 's3://cli-versions/a']);
    await aws(['s3', 'rm', 's3://cli-versions/a']);
    const { Versions, DeleteMarkers } = await json(
      z.object({ Versions: entries, DeleteMarkers: entries }),
      ...['list-object-versions', ...at],
    );
    assert.deepEqual([Versions.length, DeleteMarkers.length], [2, 1], 'versions and markers');
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({
      Key,
      VersionId,
    }));
    await aws(['s3api', 'delete-objects', ...at, '--delete', JSON.stringify({ Objects })]);
    await aws(['s3', 'rb', 's3://cli-versions']);
  }
}

type Aws = ReturnType<typeof awsCli>;

/** Files, folders and a stream, there and back. */
async function checkCopies(aws: Aws, folder: string): Promise<void> {
  await writeFile(join(folder, 'small'), 'small');
  await writeFile(join(folder, 'awkward'), 'awkward');
  await writeFile(join(folder, 'large'), randomBytes(LARGE_BYTES));
  await mkdir(join(folder, 'tree'));
  for (let at = 0; at < 5; at += 1) await writeFile(join(folder, 'tree', `${at}`), `${at}`);

  await aws(['s3', 'cp', join(folder, 'awkward'), `s3://cli-bucket/${AWKWARD_KEY}`]);
  assert.match(await aws(['s3', 'ls', 's3://cli-bucket', '--recursive']), /ünï\+cödé & 日本 😀/);
  await aws(['s3', 'sync', join(folder, 'tree'), 's3://cli-bucket/tree']);
  await aws(['s3', 'cp', join(folder, 'large'), 's3://cli-bucket/large']);
  await aws(['s3', 'cp', 's3://cli-bucket/large', 's3://cli-bucket/copy']);
  await aws(['s3', 'cp', 's3://cli-bucket/copy', join(folder, 'back')]);
  assert.equal(await sha256(join(folder, 'back')), await sha256(join(folder, 'large')));
  const input = createReadStream(join(folder, 'large'));
  await aws(['s3', 'cp', '-', 's3://cli-bucket/stream'], { input });
  await aws(['s3', 'cp', 's3://cli-bucket/stream', join(folder, 'back')]);
  assert.equal(await sha256(join(folder, 'back')), await sha256(join(folder, 'large')));
}

/**
 * Checksums that the CLI computes itself and checks itself when it reads. All others go through the
 * same library, botocore, and are in the check of boto3, which need not start a program for each.
 */
async function checkChecksums(aws: Aws, folder: string): Promise<void> {
  const file = join(folder, 'small');
  const md5 = createHash('md5').update('small').digest('base64');
  const put = ['s3api', 'put-object', '--bucket', 'cli-bucket', '--body', file];
  for (const algorithm of ['CRC32C', 'SHA256']) {
    const key = ['--key', algorithm];
    const answer = await aws([...put, ...key, '--checksum-algorithm', algorithm]);
    assert.ok(answer.includes(`Checksum${algorithm}`), `the answer to a put has its ${algorithm}`);
    const read = ['s3api', 'get-object', '--bucket', 'cli-bucket', '--checksum-mode', 'ENABLED'];
    await aws([...read, ...key, join(folder, 'back')]);
    assert.equal(await readFile(join(folder, 'back'), 'utf8'), 'small');
  }
  await aws([...put, '--key', 'md5', '--content-md5', md5]);
  const wrong = createHash('md5').update('other').digest('base64');
  await assert.rejects(aws([...put, '--key', 'md5', '--content-md5', wrong]), /BadDigest/);
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
