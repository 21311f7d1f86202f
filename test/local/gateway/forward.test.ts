import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { once } from 'node:events';
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
    expect(await answer.text()).toContain('each of two embedded AWSs takes the other');
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
