import { Agent, createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Clock } from '../../../local/clock';
import { invoke } from '../../../local/sagemaker/invocation';

let server: Server | undefined;
const agent = new Agent({ keepAlive: true });

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});
afterAll(() => {
  agent.destroy();
});

/** Pauses pass at once and are noted; a time-out comes when `expire` is called. */
function handClock() {
  const pauses: number[] = [];
  const timeouts: (() => void)[] = [];
  const clock: Clock = {
    now: () => 0,
    sleep: async (milliseconds) => {
      if (milliseconds === 60_000) return new Promise((resolve) => timeouts.push(resolve));
      pauses.push(milliseconds);
    },
  };
  return { clock, pauses, expire: () => timeouts.at(-1)?.() };
}

async function serve(listener: RequestListener): Promise<number> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return (started.address() as AddressInfo).port;
}

async function run(
  port: number,
  clock: Clock,
  maxRetries: number,
  signal = new AbortController().signal,
) {
  const body = await invoke(Buffer.from('record\n'), {
    port,
    agent,
    clock,
    headers: { 'content-type': 'application/jsonlines', accept: 'text/csv' },
    timeoutSeconds: 60,
    maxRetries,
    signal,
  });
  return body.toString();
}

test('posts the payload with its headers and gives the body of the answer', async () => {
  const { clock } = handClock();
  const port = await serve((request, response) => {
    const chunks: string[] = [];
    request.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      const { 'content-type': type, accept, 'content-length': length } = headers;
      response.end([method, url, type, accept, length, chunks.join('')].join('|'));
    });
  });
  expect(await run(port, clock, 0)).toBe(
    'POST|/invocations|application/jsonlines|text/csv|7|record\n',
  );
});

test('a 5xx is tried again, with doubling pauses, until the retries are used up', async () => {
  const { clock, pauses } = handClock();
  let calls = 0;
  const port = await serve((_request, response) => {
    calls += 1;
    response.writeHead(503).end('busy');
  });
  await expect(run(port, clock, 3)).rejects.toMatchObject({
    kind: 'AlgorithmError',
    headline: 'AlgorithmError: 503',
    body: 'busy',
  });
  expect(calls).toBe(4);
  expect(pauses).toEqual([500, 1000, 2000]);
});

test('an answer after a retry counts', async () => {
  const { clock } = handClock();
  let calls = 0;
  const port = await serve((_request, response) => {
    calls += 1;
    response.writeHead(calls === 1 ? 500 : 200).end('fine');
  });
  expect(await run(port, clock, 1)).toBe('fine');
});

test('a 4xx is final', async () => {
  const { clock } = handClock();
  let calls = 0;
  const port = await serve((_request, response) => {
    calls += 1;
    response.writeHead(400).end('bad record');
  });
  await expect(run(port, clock, 3)).rejects.toMatchObject({
    kind: 'ClientError',
    headline: 'ClientError: 400',
    body: 'bad record',
  });
  expect(calls).toBe(1);
});

test('a cut connection is tried again', async () => {
  const { clock } = handClock();
  let calls = 0;
  const port = await serve((request, response) => {
    calls += 1;
    if (calls === 1) request.socket.destroy();
    else response.end('fine');
  });
  expect(await run(port, clock, 1)).toBe('fine');
});

test('an answer that breaks off is no answer', async () => {
  const { clock } = handClock();
  const port = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half', () => response.destroy());
  });
  await expect(run(port, clock, 0)).rejects.toThrow('Unable to get response from algorithm');
});

test('each attempt has its own time-out', async () => {
  const hand = handClock();
  let calls = 0;
  const port = await serve(() => {
    calls += 1;
    hand.expire();
  });
  await expect(run(port, hand.clock, 2)).rejects.toMatchObject({
    kind: 'AlgorithmError',
    headline: 'Unable to get response from algorithm',
    body: undefined,
  });
  expect(calls).toBe(3);
});

test('a stopped job ends its invocation at once, without a retry', async () => {
  const { clock } = handClock();
  const stop = new AbortController();
  let calls = 0;
  const port = await serve(() => {
    calls += 1;
    stop.abort(new Error('stopped'));
  });
  await expect(run(port, clock, 3, stop.signal)).rejects.toThrow('stopped');
  expect(calls).toBe(1);
});
