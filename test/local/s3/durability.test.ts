import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { BUCKET, type S3Server, startS3 } from './s3-server';

let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3();
});
afterEach(() => s3.stop());

const put = (Key: string, Body: string) =>
  s3.client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, Metadata: { key: 'kept' } }));

async function get(Key: string) {
  const { Body, Metadata } = await s3.client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  return { text: await Body?.transformToString(), Metadata };
}

const staged = () => readdir(join(s3.dataDir, 'staging'));

test('objects, metadata and settings are there after a restart', async () => {
  const keys = ['plain', 'a/b', 'k'.repeat(1000)];
  for (const key of keys) await put(key, key);
  await s3.service.configureBucket(BUCKET, { versioning: 'Enabled', policy: '{}' });
  s3 = await s3.restart();
  for (const key of keys) expect(await get(key)).toEqual({ text: key, Metadata: { key: 'kept' } });
  const { Contents } = await s3.client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
    ['a/b', 3],
    ['k'.repeat(1000), 1000],
    ['plain', 5],
  ]);
  expect(s3.service.bucketConfiguration(BUCKET)).toEqual({ versioning: 'Enabled', policy: '{}' });
});

test('a multipart upload goes on after a restart', async () => {
  const target = { Bucket: BUCKET, Key: 'parted' };
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target));
  const { ETag } = await s3.client.send(
    new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'part' }),
  );
  s3 = await s3.restart();
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await s3.client.send(
    new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload }),
  );
  expect((await get('parted')).text).toBe('part');
});

test('a put that is cut off leaves nothing, and what was there before', async () => {
  await put('cut', 'whole');
  const upload = request(`${s3.gateway.endpoint}/${BUCKET}/cut`, {
    method: 'PUT',
    headers: { 'content-length': 1_000_000, expect: '100-continue' },
  });
  const failed = once(upload, 'error');
  upload.flushHeaders();
  await once(upload, 'continue');
  upload.write(Buffer.alloc(500_000));
  upload.destroy(new Error('cut'));
  await failed;
  // The service is closed only when it has dealt with the cut. A restart would sweep.
  await s3.gateway.close();
  expect(await staged()).toEqual([]);
  s3 = await s3.restart();
  expect((await get('cut')).text).toBe('whole');
});

test('what a killed process had staged is swept at the start', async () => {
  await writeFile(join(s3.dataDir, 'staging', 'left-over'), 'x');
  s3 = await s3.restart();
  expect(await staged()).toEqual([]);
});

test('a read goes on over the object that it began with', async () => {
  const old = 'o'.repeat(2_000_000);
  await put('read', old);
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'read' }));
  await put('read', 'new');
  expect((await Body?.transformToString()) === old).toBe(true);
});

test('a hundred clients at once each find what they put', async () => {
  const clients = Array.from({ length: 100 }, () => s3.newClient());
  await Promise.all(
    clients.map(async (client, at) => {
      const target = { Bucket: BUCKET, Key: `client/${at % 10}/${at}` };
      const text = `${at}`.repeat(5000);
      await client.send(new PutObjectCommand({ ...target, Body: text }));
      const { Body } = await client.send(new GetObjectCommand(target));
      expect((await Body?.transformToString()) === text).toBe(true);
      client.destroy();
    }),
  );
  const { KeyCount } = await s3.client.send(
    new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'client/' }),
  );
  expect(KeyCount).toBe(100);
});

test('concurrent replacements leave one of them whole', async () => {
  const texts = Array.from({ length: 40 }, (_, at) =>
    String.fromCharCode(97 + (at % 26)).repeat(50_000 + at),
  );
  await Promise.all(texts.map((text) => put('same', text)));
  expect(texts).toContain((await get('same')).text);
  expect(await staged()).toEqual([]);
});
