import {
  type ChecksumAlgorithm,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Readable } from 'node:stream';
import { BUCKET, type S3Server, startS3 } from './s3-server';

/** Checksums of the ASCII digits 1 to 9, the check input of the CRC catalogues; SHAs by sha1sum. */
const CHECK = [
  ['CRC32', 'y/Q5Jg=='], // cbf43926
  ['CRC32C', '4waSgw=='], // e3069283
  ['CRC64NVME', 'rosUhgp5mIg='], // ae8b14860a799888
  ['SHA1', '98O8HYCOBHMq32eZZczDTKeuNEE='],
  ['SHA256', 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU='],
] as const satisfies readonly (readonly [ChecksumAlgorithm, string])[];

let s3: S3Server;
let now = Date.now();
beforeAll(async () => {
  s3 = await startS3({ clock: { now: () => now, sleep: async () => undefined } });
});
afterAll(() => s3.stop());

const url = (key: string) => `${s3.gateway.endpoint}/${BUCKET}/${key}`;

/** A put as no SDK would send it. */
async function rawPut(headers: Record<string, string>, body: string) {
  const answer = await fetch(url('raw'), { method: 'PUT', headers, body });
  return { status: answer.status, text: await answer.text() };
}

describe.each(CHECK)('%s', (algorithm, value) => {
  const member = `Checksum${algorithm}` as const;

  test('in a header is verified and comes back', async () => {
    const target = { Bucket: BUCKET, Key: `header-${algorithm}` };
    await s3.client.send(new PutObjectCommand({ ...target, Body: '123456789', [member]: value }));
    const head = await s3.client.send(
      new HeadObjectCommand({ ...target, ChecksumMode: 'ENABLED' }),
    );
    expect([head[member], head.ChecksumType]).toEqual([value, 'FULL_OBJECT']);
  });

  test('in a trailer is verified and comes back', async () => {
    const target = { Bucket: BUCKET, Key: `trailer-${algorithm}` };
    const Body = Readable.from([Buffer.from('12345'), Buffer.from('6789')]);
    const answer = await s3.client.send(
      new PutObjectCommand({
        ...target,
        Body,
        ContentLength: 9,
        ChecksumAlgorithm: algorithm,
      }),
    );
    expect(answer[member]).toBe(value);
  });

  test('that is another is BadDigest, and leaves no object', async () => {
    const target = { Bucket: BUCKET, Key: `bad-${algorithm}` };
    await expect(
      s3.client.send(new PutObjectCommand({ ...target, Body: '12345678', [member]: value })),
    ).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(s3.client.send(new HeadObjectCommand(target))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});

describe('refused are', () => {
  const chunked = {
    'content-encoding': 'aws-chunked',
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  };

  test.each([
    ['another Content-MD5', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'x', 'BadDigest'],
    [
      'another payload hash',
      { 'x-amz-content-sha256': '0'.repeat(64) },
      'x',
      'XAmzContentSHA256Mismatch',
    ],
    [
      'a wrong trailer',
      { ...chunked, 'x-amz-trailer': 'x-amz-checksum-crc32' },
      '1\r\nx\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',
      'BadDigest',
    ],
    [
      'a trailer that does not come',
      { ...chunked, 'x-amz-trailer': 'x-amz-checksum-crc32' },
      '1\r\nx\r\n0\r\n\r\n',
      'MalformedTrailerError',
    ],
    [
      'fewer bytes than announced',
      { ...chunked, 'x-amz-decoded-content-length': '2' },
      '1\r\nx\r\n0\r\n\r\n',
      'IncompleteBody',
    ],
    ['tags', { 'x-amz-tagging': 'a=b' }, 'x', 'NotImplemented'],
    ['an ACL', { 'x-amz-acl': 'public-read' }, 'x', 'AccessControlListNotSupported'],
  ])('%s', async (_name, headers, body, code) => {
    expect((await rawPut(headers, body)).text).toContain(`<Code>${code}</Code>`);
  });
});

test('a signed chunk stream is decoded', async () => {
  const signature = `;chunk-signature=${'0'.repeat(64)}`;
  const body = `3${signature}\r\nabc\r\n0${signature}\r\n\r\n`;
  await rawPut({ 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' }, body);
  expect(await (await fetch(url('raw'))).text()).toBe('abc');
});

test('a path that is no UTF-8 is InvalidURI', async () => {
  expect(await (await fetch(url('%ff'))).text()).toContain('<Code>InvalidURI</Code>');
});

test('a method that S3 does not have is MethodNotAllowed', async () => {
  expect((await fetch(url('raw'), { method: 'PATCH' })).status).toBe(405);
});

describe('a presigned URL', () => {
  const target = { Bucket: BUCKET, Key: 'presigned key' };
  const options = { expiresIn: 60 };

  test('puts and gets', async () => {
    now = Date.now();
    const putUrl = await getSignedUrl(s3.client, new PutObjectCommand(target), options);
    expect((await fetch(putUrl, { method: 'PUT', body: 'by link' })).status).toBe(200);
    const getUrl = await getSignedUrl(s3.client, new GetObjectCommand(target), options);
    expect(await (await fetch(getUrl)).text()).toBe('by link');
  });

  test('is AccessDenied after its time', async () => {
    const link = await getSignedUrl(s3.client, new GetObjectCommand(target), options);
    now = Date.now() + 61_000;
    const answer = await fetch(link);
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining('Request has expired'),
    ]);
  });

  test('of signature version 2 expires, too', async () => {
    const link = (expires: number) =>
      `${url('raw')}?AWSAccessKeyId=a&Signature=b&Expires=${expires}`;
    const seconds = Math.floor(now / 1000);
    expect((await fetch(link(seconds + 60))).status).toBe(200);
    expect((await fetch(link(seconds - 60))).status).toBe(403);
  });
});
