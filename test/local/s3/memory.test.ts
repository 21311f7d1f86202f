import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { clientConfig } from '../../../local/gateway/client-config';

const MEGABYTE = 1024 * 1024;
const OBJECT_MEGABYTES = 200;

let dataDir: string;
let server: ChildProcess;
let client: S3Client;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 's3-memory-'));
  server = fork(join(__dirname, 'memory-server.ts'), [dataDir], {
    execArgv: ['--import', 'tsx'],
  });
  const [message]: unknown[] = await once(server, 'message');
  const { endpoint } = z.object({ endpoint: z.string() }).parse(message);
  client = new S3Client(clientConfig(endpoint, 'eu-central-1'));
});

afterAll(async () => {
  client.destroy();
  server.kill();
  await once(server, 'exit');
  await rm(dataDir, { recursive: true, force: true });
});

async function peakBytes(): Promise<number> {
  server.send('peak');
  const [message]: unknown[] = await once(server, 'message');
  return z.object({ peakBytes: z.number() }).parse(message).peakBytes;
}

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
  const before = await peakBytes();
  expect(await putAndGet(OBJECT_MEGABYTES)).toBe(OBJECT_MEGABYTES * MEGABYTE);
  expect(await peakBytes()).toBeLessThan(before + (OBJECT_MEGABYTES / 2) * MEGABYTE);
});
