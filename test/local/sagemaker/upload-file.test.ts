import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { uploadFile } from '../../../local/sagemaker/upload-file';
import { BUCKET, type Harness, startHarness } from './sagemaker-harness';

const PART = 8 * 1024 * 1024;
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});

afterAll(async () => harness.close());

async function upload(
  bytes: Buffer,
  signal = new AbortController().signal,
  key = 'big.out',
): Promise<void> {
  const path = join(harness.folder, 'upload');
  await writeFile(path, bytes);
  await uploadFile(harness.s3, path, { bucket: BUCKET, key, signal });
}

test.each([0, 1, PART, PART + 1, 2 * PART + 5])('%d bytes arrive as they are', async (size) => {
  const bytes = randomBytes(size);
  await upload(bytes);
  const { ETag, ContentLength } = await harness.s3.send(
    new HeadObjectCommand({ Bucket: BUCKET, Key: 'big.out' }),
  );
  expect(ContentLength).toBe(size);
  expect(ETag?.includes('-')).toBe(size > PART);
  const stored = await harness.bytes('big.out');
  expect(createHash('sha256').update(stored).digest('hex')).toBe(
    createHash('sha256').update(bytes).digest('hex'),
  );
});

const uploads = async () =>
  (await harness.s3.send(new ListMultipartUploadsCommand({ Bucket: BUCKET }))).Uploads ?? [];

test('an upload that is stopped before it begins stores nothing', async () => {
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(upload(randomBytes(1), stopped, 'small.out')).rejects.toThrow();
  await expect(upload(randomBytes(PART + 1), stopped, 'large.out')).rejects.toThrow();
  expect(await harness.keys('small.out')).toEqual([]);
  expect(await uploads()).toEqual([]);
});

test('an upload that is stopped between its parts leaves none behind', async () => {
  const stop = new AbortController();
  let parts = 0;
  harness.s3.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'UploadPartCommand') parts += 1;
        if (parts === 2) stop.abort(new Error('stopped'));
        return next(args);
      },
    { step: 'initialize', name: 'stopAtSecondPart' },
  );
  await expect(upload(randomBytes(PART + 1), stop.signal, 'large.out')).rejects.toThrow();
  harness.s3.middlewareStack.remove('stopAtSecondPart');
  expect(parts).toBe(2);
  expect(await harness.keys('large.out')).toEqual([]);
  expect(await uploads()).toEqual([]);
});
