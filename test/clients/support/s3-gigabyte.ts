import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { clientConfig } from '../../../local/gateway/client-config';
import { type ServerProcess } from '../../local/s3/server-process';

const MIB = 1024 * 1024;
const GIGABYTE_CHUNKS = 1024;
/** 4 parts under way have about 2 MiB of buffers each, 100 clients 256 KiB each; the rest is the heap. */
const MOST_GROWTH_BYTES = 100 * MIB;
const CLIENTS = 100;

/** 1 GB up in parts and in one put, and down, while 100 clients come and go: memory stays flat. */
export async function checkGigabyte(server: ServerProcess): Promise<void> {
  const client = new S3Client(clientConfig(server.endpoint, 'us-east-1'));
  try {
    await upload(client, 'warm-up', 32);
    await download(client, 'warm-up');
    const before = await server.peakBytes();
    const sent = await upload(client, 'parts', GIGABYTE_CHUNKS);
    const [received] = await Promise.all([download(client, 'parts'), manyClients(server)]);
    assert.equal(received, sent, 'the bytes that came back');
    const growth = (await server.peakBytes()) - before;
    assert.ok(
      growth < MOST_GROWTH_BYTES,
      `the server grew by ${Math.round(growth / MIB)} MiB over 1 GiB; at most ${MOST_GROWTH_BYTES / MIB} are flat`,
    );
    const [most, more] = [before + growth, growth].map((bytes) => Math.round(bytes / MIB));
    process.stdout.write(
      `        1 GiB: ${most} MiB resident at most, ${more} more than for 32 MiB\n`,
    );
  } finally {
    client.destroy();
  }
}

/** @returns MD5 of what was sent */
async function upload(client: S3Client, Key: string, chunks: number): Promise<string> {
  const hash = createHash('md5');
  const bytes = Buffer.alloc(MIB, 'a gigabyte of text, or nearly so; ');
  const body = Readable.from(
    (function* () {
      for (let at = 0; at < chunks; at += 1) {
        // No two chunks alike, so that none can take another's place.
        const chunk = Buffer.from(bytes);
        chunk.writeUInt32LE(at);
        hash.update(chunk);
        yield chunk;
      }
    })(),
    { objectMode: false },
  );
  const params = { Bucket: 'memory', Key, Body: body, ChecksumAlgorithm: 'CRC32' as const };
  await new Upload({ client, params, partSize: 16 * MIB, queueSize: 4 }).done();
  return hash.digest('hex');
}

async function download(client: S3Client, Key: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'memory', Key }));
  const hash = createHash('md5');
  assert.ok(Body instanceof Readable);
  for await (const chunk of Body) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function manyClients(server: ServerProcess): Promise<void> {
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, at) => {
      const client = new S3Client(clientConfig(server.endpoint, 'us-east-1'));
      const target = { Bucket: 'memory', Key: `client/${at}` };
      const text = `${at}`.repeat(10_000);
      await client.send(new PutObjectCommand({ ...target, Body: text }));
      const { Body } = await client.send(new GetObjectCommand(target));
      assert.equal(await Body?.transformToString(), text);
      client.destroy();
    }),
  );
}
