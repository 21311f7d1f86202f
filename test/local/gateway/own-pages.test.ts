import { type Gateway, startGateway } from '../../../local/gateway/gateway';

const options = { region: 'eu-central-1', accountId: '123456789012' };
let gateway: Gateway;
beforeAll(async () => {
  const s3 = {
    signingName: 's3',
    handle: async (_: unknown, response: { end: (text: string) => void }) => {
      response.end('s3');
    },
    close: async () => undefined,
  };
  gateway = await startGateway({
    ...options,
    services: [s3],
    pages: { running: () => ({ a: 1 }) },
  });
});
afterAll(() => gateway.close());

const read = async (path: string): Promise<unknown[]> => {
  const answer = await fetch(gateway.endpoint + path);
  return [answer.status, await answer.text()];
};

test('a page is answered as JSON, with or without a query', async () => {
  expect(await read('/_embedded-aws/running')).toEqual([200, '{"a":1}']);
  expect(await read('/_embedded-aws/running?x')).toEqual([200, '{"a":1}']);
});

test('a page that is not there names those that are', async () => {
  const [status, body] = await read('/_embedded-aws/constructor');
  expect(status).toBe(404);
  expect(JSON.parse(String(body))).toMatchObject({ known: ['/_embedded-aws/running'] });
});

test('all else goes to the services', async () => {
  expect(await read('/embedded-aws/running')).toEqual([200, 's3']);
});
