import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { clientConfig } from '../../../local/gateway/client-config';
import { ServerProcess } from './server-process';

const MEGABYTE = 1024 * 1024;
const OBJECT_MEGABYTES = 200;

let dataDir: string;
let server: ServerProcess;
let client: S3Client;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 's3-memory-'));
  server = await ServerProcess.start(dataDir);
  client = new S3Client(clientConfig(server.endpoint, 'eu-central-1'));
});

afterAll(async () => {
  client.destroy();
  await server.kill();
  await rm(dataDir, { recursive: true, force: true });
});

async function putAndGet(megabytes: number): Promise<number> {
  const target = { Bucket: 'memory', Key: `object-${megabytes}` };
  const chunk = Buffer.alloc(MEGABYTE, 'm');
  const Body = Readable.from(
    (function* () {
      for (let at = 0; at < megabytes; at++) yield chunk;
    })(),
  );
  await client.send(new PutObjectCommand({ ...target, Body, ContentLength: megabytes * MEGABYTE }));
  const answer = await client.send(new GetObjectCommand(target));
  let bytes = 0;
  const sink = new WritableStream<Uint8Array>({
    write(piece) {
      bytes += piece.length;
    },
  });
  await answer.Body?.transformToWebStream().pipeTo(sink);
  return bytes;
}

test(`an object of ${OBJECT_MEGABYTES} MB passes in less memory than its half`, async () => {
  await putAndGet(5);
  const before = await server.peakBytes();
  expect(await putAndGet(OBJECT_MEGABYTES)).toBe(OBJECT_MEGABYTES * MEGABYTE);
  expect(await server.peakBytes()).toBeLessThan(before + (OBJECT_MEGABYTES / 2) * MEGABYTE);
});
