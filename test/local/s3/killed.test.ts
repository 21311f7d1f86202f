import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientConfig } from '../../../local/gateway/client-config';
import { MIN_PART_BYTES } from '../../../local/s3/upload';
import { until } from '../../support/until';
import { type S3Server, startS3 } from './s3-server';
import { ServerProcess } from './server-process';

/** The one of the server's process. */
const Bucket = 'memory';

let dataDir: string;
let server: ServerProcess;
const open: { destroy(): void }[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 's3-killed-'));
  server = await ServerProcess.start(dataDir);
});
afterEach(async () => {
  for (const client of open.splice(0)) client.destroy();
  await server.kill();
  await rm(dataDir, { recursive: true });
});

function newClient(): S3Client {
  const client = new S3Client({
    ...clientConfig(server.endpoint, 'eu-central-1'),
    maxAttempts: 1,
  });
  open.push(client);
  return client;
}

const staged = () => readdir(join(dataDir, 'staging'));

/** A server on what the killed one has left. */
async function afterKill(work: (s3: S3Server) => Promise<void>): Promise<void> {
  const s3 = await startS3({ dataDir });
  try {
    await work(s3);
  } finally {
    s3.client.destroy();
    await s3.gateway.close();
  }
}

async function textOf(s3: S3Server, Key: string): Promise<string | undefined> {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

/** Differs from key to key and from version to version, in its bytes and in its length. */
const bodyOf = (key: string, version = 0): string =>
  `${key} ${version} `.repeat(2_000 + (key.length + version) * 700);

test('puts of many clients: each that was acknowledged is whole, none is half there, nothing stays behind', async () => {
  const acknowledged = new Set<string>();
  const write = async (writer: number): Promise<void> => {
    const client = newClient();
    for (let at = 0; ; at += 1) {
      const Key = `${writer}/${at}`;
      await client.send(new PutObjectCommand({ Bucket, Key, Body: bodyOf(Key) }));
      acknowledged.add(Key);
      // Killed while the other writers are at work.
      if (acknowledged.size === 200) await server.kill();
    }
  };
  await Promise.allSettled(Array.from({ length: 40 }, (_, writer) => write(writer)));
  expect(acknowledged.size).toBeGreaterThanOrEqual(200);
  await afterKill(async (s3) => {
    const { Contents = [] } = await s3.client.send(new ListObjectsV2Command({ Bucket }));
    const found = Contents.map(({ Key = '' }) => Key);
    expect(found).toEqual(expect.arrayContaining([...acknowledged]));
    // Also what was in place when the kill came before its acknowledgement.
    for (const key of found) expect((await textOf(s3, key)) === bodyOf(key)).toBe(true);
    expect(await staged()).toEqual([]);
  });
});

test('a key that is written again and again has the last acknowledged object, or the next one', async () => {
  const latest = new Map<string, number>();
  let count = 0;
  const write = async (Key: string): Promise<void> => {
    const client = newClient();
    for (let version = 0; ; version += 1) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: bodyOf(Key, version) }));
      latest.set(Key, version);
      if ((count += 1) === 100) await server.kill();
    }
  };
  const keys = Array.from({ length: 10 }, (_, at) => `key-${at}`);
  await Promise.allSettled(keys.map(write));
  expect(latest.size).toBe(keys.length);
  await afterKill(async (s3) => {
    for (const [key, version] of latest) {
      expect([bodyOf(key, version), bodyOf(key, version + 1)]).toContain(await textOf(s3, key));
    }
    expect(await staged()).toEqual([]);
  });
});

test('a multipart upload: acknowledged parts are there, a half-written one is not, and it can be completed', async () => {
  const client = newClient();
  const target = { Bucket, Key: 'parted' };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  const parts = [Buffer.alloc(MIN_PART_BYTES, 'a'), Buffer.alloc(MIN_PART_BYTES + 1, 'b')];
  const acknowledged = await Promise.all(
    parts.map(async (Body, at) => {
      const part = { ...target, UploadId, PartNumber: at + 1, Body };
      return { PartNumber: at + 1, ETag: (await client.send(new UploadPartCommand(part))).ETag };
    }),
  );
  await halfAPart(`parted?uploadId=${UploadId ?? ''}&partNumber=3`);
  // Part 1 once more, also cut off: the acknowledged one stays.
  await halfAPart(`parted?uploadId=${UploadId ?? ''}&partNumber=1`);
  await server.kill();

  await afterKill(async (s3) => {
    expect(await staged()).toEqual([]);
    const listed = await s3.client.send(new ListPartsCommand({ ...target, UploadId }));
    expect(listed.Parts?.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }))).toEqual(
      acknowledged,
    );
    const last = { ...target, UploadId, PartNumber: 3, Body: 'end' };
    const { ETag } = await s3.client.send(new UploadPartCommand(last));
    const MultipartUpload = { Parts: [...acknowledged, { PartNumber: 3, ETag }] };
    await s3.client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload }),
    );
    const whole = Buffer.concat([...parts, Buffer.from('end')]).toString();
    expect((await textOf(s3, 'parted')) === whole).toBe(true);
    const { Uploads } = await s3.client.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads ?? []).toEqual([]);
  });
});

/** Sends a part of 2 MB, and stops when some of it has reached the disk. */
async function halfAPart(path: string): Promise<void> {
  const before = new Set(await staged());
  const upload = request(`${server.endpoint}/${Bucket}/${path}`, {
    method: 'PUT',
    headers: {
      'content-length': 2_000_000,
      expect: '100-continue',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0',
    },
  });
  // The kill cuts it off.
  upload.on('error', () => undefined);
  open.push(upload);
  upload.flushHeaders();
  await once(upload, 'continue');
  upload.write(Buffer.alloc(1_500_000));
  await until(async () => {
    const [file] = (await staged()).filter((name) => !before.has(name));
    if (file === undefined) return undefined;
    return (await stat(join(dataDir, 'staging', file))).size > 0 || undefined;
  });
}
