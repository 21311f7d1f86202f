import { createHash, randomBytes } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { once } from 'node:events';
import { clientConfig } from '../../../local/gateway/client-config';
import { until } from '../../support/until';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { type AwsService } from '../../../local/gateway/service';

const place = { region: 'us-east-1', accountId: '000000000000' };
const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20260131/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=abc`,
});

/** Answers with what it got: method, path, headers, hash of the body. */
const mirror: AwsService = {
  signingName: 'sagemaker',
  async handle(request, response) {
    const hash = createHash('sha256');
    for await (const chunk of request) hash.update(chunk as Buffer);
    response.writeHead(418, { 'x-of-the-service': 'yes' });
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, sha256: hash.digest('hex') }));
  },
  close: async () => undefined,
};
const s3: AwsService = {
  signingName: 's3',
  handle: async (_, response) => void response.end('s3 here'),
  close: async () => undefined,
};

let remote: Gateway;
let front: Gateway;
beforeAll(async () => {
  remote = await startGateway({ ...place, services: [mirror] });
  front = await startGateway({
    ...place,
    services: [s3],
    endpointOf: (name) => (name === 'sagemaker' ? remote.endpoint : undefined),
  });
});
afterAll(() => Promise.all([front.close(), remote.close()]));

test('a request for a service elsewhere goes there as it came, and its answer comes back', async () => {
  const body = randomBytes(300_000);
  const answer = await fetch(`${front.endpoint}/some/path?and=query`, {
    method: 'POST',
    body,
    headers: { ...signedFor('sagemaker'), 'x-amz-target': 'SageMaker.ListModels' },
  });
  expect(answer.status).toBe(418);
  expect(answer.headers.get('x-of-the-service')).toBe('yes');
  expect(await answer.json()).toMatchObject({
    method: 'POST',
    url: '/some/path?and=query',
    headers: {
      ...signedFor('sagemaker'),
      'x-amz-target': 'SageMaker.ListModels',
      host: new URL(front.endpoint).host,
    },
    sha256: createHash('sha256').update(body).digest('hex'),
  });
});

test('what runs here is answered here', async () => {
  const answer = await fetch(front.endpoint, { headers: signedFor('s3') });
  expect(await answer.text()).toBe('s3 here');
});

test('nobody there: ServiceUnavailable with the place, so that clients try again', async () => {
  const unused = createServer().listen(0, '127.0.0.1');
  await once(unused, 'listening');
  const endpoint = `http://127.0.0.1:${(unused.address() as AddressInfo).port}`;
  unused.close();
  const gateway = await startGateway({ ...place, services: [s3], endpointOf: () => endpoint });
  try {
    const answer = await fetch(gateway.endpoint, { headers: signedFor('sagemaker') });
    expect(answer.status).toBe(503);
    const text = await answer.text();
    expect(text).toContain('ServiceUnavailable');
    expect(text).toContain(`'sagemaker' is to be at ${endpoint}`);
  } finally {
    await gateway.close();
  }
});

test('two that take each other for the place of a service refuse, instead of handing it on for ever', async () => {
  const endpoints: string[] = [];
  const gateways = await Promise.all(
    [1, 0].map((other) =>
      startGateway({ ...place, services: [s3], endpointOf: () => endpoints[other] }),
    ),
  );
  endpoints.push(...gateways.map(({ endpoint }) => endpoint));
  try {
    const answer = await fetch(String(endpoints[0]), { headers: signedFor('sagemaker') });
    expect(answer.status).toBe(508);
    expect(await answer.text()).toContain('from where this request has come back');
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.close()));
  }
});

test('an answer that breaks off is no whole answer', async () => {
  const broken: AwsService = {
    signingName: 'sagemaker',
    async handle(_, response) {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      await new Promise<void>((resolve) => response.socket?.end(resolve));
    },
    close: async () => undefined,
  };
  const behind = await startGateway({ ...place, services: [broken] });
  const gateway = await startGateway({
    ...place,
    services: [s3],
    endpointOf: () => behind.endpoint,
  });
  try {
    const answer = await fetch(gateway.endpoint, { headers: signedFor('sagemaker') });
    await expect(answer.text()).rejects.toThrow('terminated');
  } finally {
    await Promise.all([gateway.close(), behind.close()]);
  }
});

/** Answer to a request whose target goes out as it is written: `fetch` would tidy it up. */
async function send(endpoint: string, path: string): Promise<{ status?: number; body: string }> {
  const { hostname, port } = new URL(endpoint);
  const outgoing = httpRequest({ hostname, port, path, headers: signedFor('sagemaker') }).end();
  const [answer] = (await once(outgoing, 'response')) as [NodeJS.ReadableStream];
  let body = '';
  for await (const chunk of answer) body += String(chunk);
  return { status: (answer as { statusCode?: number }).statusCode ?? 0, body };
}

test.each(['/b/a/../c', '/b/x/./y', '/b/tail/..', '//127.0.0.1:1/a', '/b/%2e%2e/ü?q=%20&r'])(
  'a target goes on as it came: %s',
  async (path) => {
    const { body } = await send(front.endpoint, encodeURI(decodeURI(path)));
    expect(JSON.parse(body)).toMatchObject({ url: encodeURI(decodeURI(path)) });
  },
);

test('a target that names another host is refused, and that host hears nothing', async () => {
  let heard = 0;
  const other = createServer(() => (heard += 1)).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { status, body } = await send(front.endpoint, `http://127.0.0.1:${port}/a`);
  other.close();
  expect([status, heard]).toEqual([400, 0]);
  expect(body).toContain("begins with '/'");
});

test('a chain of three hands on what only the last one has', async () => {
  const middle = front;
  const first = await startGateway({
    ...place,
    services: [],
    endpointOf: () => middle.endpoint,
  });
  try {
    const answer = await fetch(`${first.endpoint}/p`, { headers: signedFor('sagemaker') });
    expect(answer.status).toBe(418);
    expect(await answer.json()).toMatchObject({ url: '/p' });
  } finally {
    await first.close();
  }
});

test('an S3 client reads why there is no answer', async () => {
  const gateway = await startGateway({
    ...place,
    services: [],
    endpointOf: () => 'http://127.0.0.1:9',
  });
  const client = new S3Client({ ...clientConfig(gateway.endpoint, 'us-east-1'), maxAttempts: 1 });
  try {
    await expect(client.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }))).rejects.toThrow(
      "'s3' is to be at http://127.0.0.1:9, and no answer comes from there (Error: connect ECONNREFUSED 127.0.0.1:9).",
    );
  } finally {
    client.destroy();
    await gateway.close();
  }
});

test('a client that leaves ends its request there, too', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  silent.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(silent, 'listening');
  const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const gateway = await startGateway({ ...place, services: [], endpointOf: () => endpoint });
  const leaving = new AbortController();
  const answer = fetch(gateway.endpoint, {
    headers: signedFor('sagemaker'),
    signal: leaving.signal,
  });
  await until(async () => (sockets.size === 1 ? true : undefined));
  leaving.abort();
  await expect(answer).rejects.toThrow('aborted');
  await until(async () => (sockets.size === 0 ? true : undefined));
  expect(sockets.size).toBe(0);
  await gateway.close();
  silent.close();
});
