import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { BUCKET, type S3Server, startS3 } from './s3-server';

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());

async function put(key: string, body: string | Buffer, more: object = {}) {
  return s3.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body, ...more }));
}

async function get(key: string, more: object = {}) {
  const answer = await s3.client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key, ...more }));
  return { ...answer, text: (await answer.Body?.transformToString()) ?? '' };
}

const head = (key: string, more: object = {}) =>
  s3.client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: key, ...more }));

const remove = (key: string, more: object = {}) =>
  s3.client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: key, ...more }));

describe('an object', () => {
  test('comes back byte for byte', async () => {
    await put('plain', 'some text');
    expect((await get('plain')).text).toBe('some text');
  });

  test('may be empty', async () => {
    await put('empty', Buffer.alloc(0));
    const answer = await get('empty');
    expect([answer.text, answer.ContentLength]).toEqual(['', 0]);
  });

  test('has its MD5 as ETag', async () => {
    const { ETag } = await put('etag', 'abc');
    expect(ETag).toBe(`"${createHash('md5').update('abc').digest('hex')}"`);
  });

  test('is replaced by a later put', async () => {
    await put('twice', 'one');
    await put('twice', 'two');
    expect((await get('twice')).text).toBe('two');
  });

  test('streams in by aws-chunked with a trailing checksum, which is no part of it', async () => {
    const body = Readable.from([Buffer.alloc(70_000, 'a'), Buffer.alloc(10, 'b')]);
    const command = new PutObjectCommand({
      Bucket: BUCKET,
      Key: 'stream',
      Body: body,
      ContentLength: 70_010,
    });
    await s3.client.send(command);
    const { text, ContentEncoding } = await get('stream');
    expect([text.length, text.slice(-11), ContentEncoding]).toEqual([
      70_010,
      `a${'b'.repeat(10)}`,
      undefined,
    ]);
  });

  test('keeps its headers and metadata', async () => {
    const kept = {
      ContentType: 'application/json',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment',
      ContentEncoding: 'gzip',
      ContentLanguage: 'de',
      Metadata: { run: 'r1', empty: 'x y' },
    };
    await put('headers', '{}', kept);
    expect(await head('headers')).toMatchObject(kept);
  });

  test('is binary/octet-stream unless told otherwise', async () => {
    await put('untyped', Buffer.from([1]));
    expect((await head('untyped')).ContentType).toMatch(/octet-stream/);
  });
});

describe('a missing object', () => {
  test('is NoSuchKey for a get', async () => {
    await expect(get('missing')).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('is a bare 404 for a head', async () => {
    await expect(head('missing')).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('is deleted without complaint', async () => {
    expect((await remove('missing')).$metadata.httpStatusCode).toBe(204);
  });
});

test('a deleted object is gone', async () => {
  await put('gone', 'x');
  await remove('gone');
  await expect(get('gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('a missing bucket is NoSuchBucket', async () => {
  await expect(put('x', 'x', { Bucket: 'no-such-bucket' })).rejects.toMatchObject({
    name: 'NoSuchBucket',
  });
});

describe('a conditional put', () => {
  test('If-None-Match * creates what is not there', async () => {
    await put('new', 'first', { IfNoneMatch: '*' });
    expect((await get('new')).text).toBe('first');
  });

  test('If-None-Match * refuses what is there, and leaves it', async () => {
    await put('there', 'first');
    await expect(put('there', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect((await get('there')).text).toBe('first');
  });

  test('If-Match replaces the object that it names', async () => {
    const { ETag } = await put('match', 'first');
    await put('match', 'second', { IfMatch: ETag });
    expect((await get('match')).text).toBe('second');
  });

  test('If-Match refuses another object', async () => {
    await put('mismatch', 'first');
    await expect(put('mismatch', 'second', { IfMatch: '"0"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
  });

  test('If-Match on nothing is NoSuchKey', async () => {
    await expect(put('nothing', 'x', { IfMatch: '"0"' })).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
  });

  test('has exactly one winner among concurrent writers', async () => {
    const writers = Array.from({ length: 50 }, (_, writer) =>
      put('race', String(writer), { IfNoneMatch: '*' }).then(
        () => writer,
        () => undefined,
      ),
    );
    const winners = (await Promise.all(writers)).filter((writer) => writer !== undefined);
    expect(winners).toHaveLength(1);
    expect((await get('race')).text).toBe(String(winners[0]));
  });
});

describe('a conditional delete', () => {
  test('takes the object that it names', async () => {
    const { ETag } = await put('delete-if', 'x');
    await remove('delete-if', { IfMatch: ETag });
    await expect(head('delete-if')).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('leaves another one', async () => {
    await put('delete-if-not', 'x');
    await expect(remove('delete-if-not', { IfMatch: '"0"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect((await get('delete-if-not')).text).toBe('x');
  });
});

describe('a conditional read', () => {
  let etag: string | undefined;
  let modified: Date | undefined;
  beforeAll(async () => {
    etag = (await put('read', 'text')).ETag;
    modified = (await head('read')).LastModified;
  });
  const secondsLater = (seconds: number) => new Date(Number(modified) + seconds * 1000);

  test.each([
    ['If-None-Match with its ETag', () => ({ IfNoneMatch: etag }), 304],
    ['If-Modified-Since its own time', () => ({ IfModifiedSince: secondsLater(0) }), 304],
    ['If-Match with another ETag', () => ({ IfMatch: '"0"' }), 412],
    ['If-Unmodified-Since before it', () => ({ IfUnmodifiedSince: secondsLater(-10) }), 412],
  ])('%s', async (_name, condition, status) => {
    await expect(get('read', condition())).rejects.toMatchObject({
      $metadata: { httpStatusCode: status },
    });
  });

  test.each([
    ['If-None-Match with another ETag', () => ({ IfNoneMatch: '"0"' })],
    ['If-Modified-Since before it', () => ({ IfModifiedSince: secondsLater(-10) })],
    ['If-Match with its ETag', () => ({ IfMatch: etag })],
    ['If-Unmodified-Since its own time', () => ({ IfUnmodifiedSince: secondsLater(0) })],
    [
      'an ETag that matches goes before a date that does not',
      () => ({ IfMatch: etag, IfUnmodifiedSince: secondsLater(-10) }),
    ],
  ])('%s is answered', async (_name, condition) => {
    expect((await get('read', condition())).text).toBe('text');
  });
});

describe('a range', () => {
  beforeAll(() => put('digits', '0123456789'));

  test.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('%s', async (range, text, contentRange) => {
    const answer = await get('digits', { Range: range });
    expect([answer.text, answer.ContentRange, answer.$metadata.httpStatusCode]).toEqual([
      text,
      contentRange,
      206,
    ]);
  });

  test('beyond the end is InvalidRange', async () => {
    await expect(get('digits', { Range: 'bytes=10-' })).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });
});

test('the query overrides headers of the answer', async () => {
  await put('override', 'x', { ContentType: 'text/plain' });
  const answer = await get('override', {
    ResponseContentType: 'text/csv',
    ResponseContentDisposition: 'inline',
  });
  expect([answer.ContentType, answer.ContentDisposition]).toEqual(['text/csv', 'inline']);
});
