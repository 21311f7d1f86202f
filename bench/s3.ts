import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, rename } from 'node:fs/promises';
import { createServer, request, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { startGateway } from '../local/gateway/gateway';
import { createS3Service } from '../local/s3/service';

/** Put and get of one object at a time over plain HTTP: the server's cost, not a client library's. */
export interface S3Figures {
  readonly putMegabytesPerSecond: number;
  readonly getMegabytesPerSecond: number;
  /** Of a bare server that writes the body to a file, renames it, and streams it back. */
  readonly putShareOfBare: number;
  readonly getShareOfBare: number;
}

const MEGABYTES = 64;
const BODY = Buffer.alloc(MEGABYTES * 1024 * 1024, 'the quick brown fox; ');
const ROUNDS = 15;

export async function measureS3(): Promise<S3Figures> {
  const folder = await mkdtemp(join(tmpdir(), 't2t-bench-s3-'));
  const service = createS3Service({ dataDir: join(folder, 's3') });
  await service.createBucket('bench');
  const gateway = await startGateway({
    services: [service],
    region: 'us-east-1',
    accountId: '123456789012',
  });
  const bare = await startBare(folder);
  try {
    const times = {
      put: [] as number[],
      get: [] as number[],
      putBare: [] as number[],
      getBare: [] as number[],
    };
    // In turns, so that a busy moment of the machine meets both.
    for (let round = 0; round <= ROUNDS; round += 1) {
      times.put.push(await timed(() => put(`${gateway.endpoint}/bench/object`)));
      times.putBare.push(await timed(() => put(bare.url)));
      times.get.push(await timed(() => get(`${gateway.endpoint}/bench/object`)));
      times.getBare.push(await timed(() => get(bare.url)));
    }
    return {
      putMegabytesPerSecond: MEGABYTES / median(times.put),
      getMegabytesPerSecond: MEGABYTES / median(times.get),
      putShareOfBare: median(times.putBare.map((other, at) => other / (times.put[at] ?? NaN))),
      getShareOfBare: median(times.getBare.map((other, at) => other / (times.get[at] ?? NaN))),
    };
  } finally {
    bare.close();
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startBare(folder: string): Promise<{ url: string; close: () => void }> {
  const file = join(folder, 'bare');
  const server = createServer((incoming, response) => {
    const answer = async (): Promise<void> => {
      if (incoming.method !== 'PUT') {
        await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), response);
        return;
      }
      await pipeline(
        incoming,
        createWriteStream(`${file}.partial`, { highWaterMark: 1024 * 1024 }),
      );
      await rename(`${file}.partial`, file);
      response.end();
    };
    answer().catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** Signed for S3 by name alone: the gateway finds the service in the credential scope. */
const HEADERS = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20261128/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
};

async function put(url: string): Promise<void> {
  const headers = { ...HEADERS, 'content-length': BODY.length };
  const answer = await send(url, 'PUT', headers, BODY);
  answer.resume();
}

async function get(url: string): Promise<void> {
  const answer = await send(url, 'GET', HEADERS);
  let bytes = 0;
  for await (const chunk of answer) bytes += (chunk as Buffer).length;
  if (bytes !== BODY.length) throw new Error(`${bytes} bytes came back instead of ${BODY.length}`);
}

function send(
  url: string,
  method: string,
  headers: object,
  body?: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers: { ...headers } }, (answer) => {
      if (answer.statusCode === 200) resolve(answer);
      else reject(new Error(`${method} ${url}: ${answer.statusCode}`));
    });
    outgoing.once('error', reject).end(body);
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

/** Without the first, which warms up. */
function median(times: readonly number[]): number {
  const sorted = times.slice(1).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
