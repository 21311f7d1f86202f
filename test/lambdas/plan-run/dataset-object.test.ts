import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  inspectObject,
  readFirstLine,
  refuseTooLarge,
} from '../../../lambdas/plan-run/dataset-object';
import { BUCKET, startS3, type S3Server } from '../../local/s3/s3-server';

const GIBIBYTE = 1024 ** 3;
let server: S3Server;

beforeAll(async () => {
  server = await startS3();
});

afterAll(async () => server.stop());

async function firstLineOf(body: string | Buffer) {
  await server.client.send(
    new PutObjectCommand({
      Bucket: BUCKET,
      Key: 'data',
      Body: body,
      ContentLength: Buffer.byteLength(body),
    }),
  );
  return readFirstLine(
    server.client,
    await inspectObject(server.client, { bucket: BUCKET, key: 'data' }),
  );
}

test.each([
  { name: 'a single line', body: 'a', line: { number: 1, text: 'a', utf8: true } },
  {
    name: 'after blank lines',
    body: '\n \n\r\nb\nc\n',
    line: { number: 4, text: 'b', utf8: true },
  },
  { name: 'nothing', body: '', line: undefined },
  { name: 'blank lines only', body: '\n\n', line: undefined },
])('the first line: $name', async ({ body, line }) => {
  expect(await firstLineOf(body)).toEqual(line);
});

test('of a large object only the beginning is read', async () => {
  const line = await firstLineOf(
    Buffer.concat([Buffer.from('first\n'), Buffer.alloc(2 ** 25, 'x')]),
  );
  expect(line?.text).toBe('first');
});

/** S3 that answers HeadObject with a size: nobody stores 12 GiB for a test. */
const s3With = (bytes: number): S3Client => {
  const client = server.newClient();
  client.middlewareStack.add(
    () => () =>
      Promise.resolve({
        output: { $metadata: {}, ContentLength: bytes, ETag: '"e"' },
        response: {},
      }),
    { step: 'initialize' },
  );
  return client;
};

test('the size is that of the object', async () => {
  const location = { bucket: BUCKET, key: 'huge' };
  expect(await inspectObject(s3With(12 * GIBIBYTE), location)).toEqual({
    ...location,
    etag: '"e"',
    bytes: 12 * GIBIBYTE,
  });
});

const sized = (key: string, bytes: number) => ({ bucket: BUCKET, key, etag: '"e"', bytes });
const limit = `one run reads at most ${12 * GIBIBYTE}: split it into several, or set dataset.limit`;

test.each([
  { dataset: 12 * GIBIBYTE, references: null, limit: null },
  { dataset: 6 * GIBIBYTE, references: 6 * GIBIBYTE, limit: null },
  { dataset: 100 * GIBIBYTE, references: null, limit: 10 },
])('reads in time: %j', ({ dataset, references, limit: records }) => {
  expect(() => {
    refuseTooLarge(
      sized('data', dataset),
      references === null ? null : sized('refs', references),
      records,
    );
  }).not.toThrow();
});

test('what one function cannot read in time is refused, references included', () => {
  expect(() => {
    refuseTooLarge(sized('data', 12 * GIBIBYTE + 1), null, null);
  }).toThrow(`s3://${BUCKET}/data has ${12 * GIBIBYTE + 1} bytes; ${limit}`);
  expect(() => {
    refuseTooLarge(sized('data', 12 * GIBIBYTE), sized('refs', 1), null);
  }).toThrow(
    `s3://${BUCKET}/data and its references s3://${BUCKET}/refs have together ${12 * GIBIBYTE + 1} bytes; ${limit}`,
  );
});

test.each([
  {
    location: { bucket: BUCKET, key: 'gone' },
    message: `s3://${BUCKET}/gone cannot be read: it does not exist`,
  },
  {
    location: { bucket: 'no-bucket', key: 'x' },
    message: 's3://no-bucket/x cannot be read: it does not exist',
  },
])('$message', async ({ location, message }) => {
  await expect(inspectObject(server.client, location)).rejects.toMatchObject({
    name: 'DatasetNotFound',
    message: expect.stringContaining(message) as string,
  });
});
