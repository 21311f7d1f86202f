import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  DeleteBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BUCKET, type S3Server, startS3 } from './s3-server';

/** The smallest part that is not the last. */
const PART = Buffer.alloc(5 * 1024 * 1024, 'p');

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());

async function begin(Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) {
  const { UploadId } = await s3.client.send(
    new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ...more }),
  );
  return { Bucket: BUCKET, Key, UploadId };
}
type Target = Awaited<ReturnType<typeof begin>>;

async function part(target: Target, PartNumber: number, Body: Buffer | string) {
  const { ETag } = await s3.client.send(new UploadPartCommand({ ...target, PartNumber, Body }));
  return { PartNumber, ETag };
}

const complete = (target: Target, Parts: { PartNumber: number; ETag: string | undefined }[]) =>
  s3.client.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts } }));

async function text(Key: string) {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  return (await Body?.transformToString()) ?? '';
}

const md5 = (data: string | Buffer) => createHash('md5').update(data).digest();

test('the parts become one object in the order of their numbers', async () => {
  const target = await begin('ordered');
  const second = await part(target, 7, 'end');
  const first = await part(target, 2, PART);
  await complete(target, [first, second]);
  expect(await text('ordered')).toBe(PART.toString() + 'end');
});

test('the ETag is the MD5 of the MD5s and the number of parts', async () => {
  const target = await begin('etag');
  const parts = [await part(target, 1, PART), await part(target, 2, 'end')];
  const { ETag } = await complete(target, parts);
  expect(ETag).toBe(`"${md5(Buffer.concat([md5(PART), md5('end')])).toString('hex')}-2"`);
});

test('a part that is sent again replaces the first', async () => {
  const target = await begin('again');
  await part(target, 1, 'first');
  await complete(target, [await part(target, 1, 'second')]);
  expect(await text('again')).toBe('second');
});

test('headers and metadata of the beginning are those of the object', async () => {
  const target = await begin('meta', { ContentType: 'text/x', Metadata: { a: 'b' } });
  await complete(target, [await part(target, 1, 'x')]);
  expect(
    await s3.client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'meta' })),
  ).toMatchObject({ ContentType: 'text/x', Metadata: { a: 'b' } });
});

test('lib-storage uploads and the composite checksum comes back', async () => {
  const body = Buffer.concat([PART, PART, Buffer.from('tail')]);
  const upload = new Upload({
    client: s3.client,
    params: { Bucket: BUCKET, Key: 'lib', Body: body, ChecksumAlgorithm: 'CRC32' },
  });
  await upload.done();
  const head = await s3.client.send(
    new HeadObjectCommand({ Bucket: BUCKET, Key: 'lib', ChecksumMode: 'ENABLED' }),
  );
  expect([head.ContentLength, head.ChecksumType]).toEqual([body.length, 'COMPOSITE']);
  expect(head.ChecksumCRC32).toMatch(/^[\w+/]+=*-3$/);
});

test('a full-object checksum is that of the bytes, however they were parted', async () => {
  const target = await begin('full', { ChecksumAlgorithm: 'CRC64NVME' });
  await complete(target, [await part(target, 1, PART), await part(target, 2, 'end')]);
  const whole = await s3.client.send(
    new PutObjectCommand({
      Bucket: BUCKET,
      Key: 'whole',
      Body: PART.toString() + 'end',
      ChecksumAlgorithm: 'CRC64NVME',
    }),
  );
  const head = await s3.client.send(
    new HeadObjectCommand({ Bucket: BUCKET, Key: 'full', ChecksumMode: 'ENABLED' }),
  );
  expect(head.ChecksumCRC64NVME).toBe(whole.ChecksumCRC64NVME);
  expect(head.ChecksumType).toBe('FULL_OBJECT');
});

test('a part may be copied from a range of an object', async () => {
  await s3.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'source', Body: '0123456789' }));
  const target = await begin('copied');
  const { CopyPartResult } = await s3.client.send(
    new UploadPartCopyCommand({
      ...target,
      PartNumber: 1,
      CopySource: `${BUCKET}/source`,
      CopySourceRange: 'bytes=3-5',
    }),
  );
  await complete(target, [{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);
  expect(await text('copied')).toBe('345');
});

describe('a completion is refused', () => {
  test('with a part that is too small and not the last', async () => {
    const target = await begin('small');
    const parts = [await part(target, 1, 'small'), await part(target, 2, 'last')];
    await expect(complete(target, parts)).rejects.toMatchObject({ name: 'EntityTooSmall' });
  });

  test('with a part that was not uploaded', async () => {
    const target = await begin('absent');
    await expect(complete(target, [{ PartNumber: 1, ETag: '"0"' }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
  });

  test('with the parts out of order', async () => {
    const target = await begin('disorder');
    const parts = [await part(target, 2, 'b'), await part(target, 1, 'a')];
    await expect(complete(target, parts)).rejects.toMatchObject({ name: 'InvalidPartOrder' });
  });

  test('when the object is there already and must not be, and the upload stays', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'taken', Body: 'old' }));
    const target = await begin('taken');
    const MultipartUpload = { Parts: [await part(target, 1, 'new')] };
    await expect(
      s3.client.send(
        new CompleteMultipartUploadCommand({ ...target, MultipartUpload, IfNoneMatch: '*' }),
      ),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await text('taken')).toBe('old');
    expect((await s3.client.send(new ListPartsCommand(target))).Parts).toHaveLength(1);
  });

  test('the second time', async () => {
    const target = await begin('once');
    const parts = [await part(target, 1, 'x')];
    await complete(target, parts);
    await expect(complete(target, parts)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });
});

test('an aborted upload is gone, with its parts', async () => {
  const target = await begin('aborted');
  await part(target, 1, 'x');
  await s3.client.send(new AbortMultipartUploadCommand(target));
  await expect(part(target, 2, 'y')).rejects.toMatchObject({ name: 'NoSuchUpload' });
  const left = await readdir(join(s3.dataDir, 'buckets', BUCKET, 'uploads'));
  expect(left).not.toContain(target.UploadId);
  expect(await readdir(join(s3.dataDir, 'staging'))).toEqual([]);
});

test.each(['../../x', '', 'unknown'])('the upload id %p is NoSuchUpload', async (UploadId) => {
  const target = { Bucket: BUCKET, Key: 'k', UploadId };
  await expect(s3.client.send(new AbortMultipartUploadCommand(target))).rejects.toThrow();
});

test('an upload belongs to its key', async () => {
  const target = await begin('own');
  await expect(part({ ...target, Key: 'other' }, 1, 'x')).rejects.toMatchObject({
    name: 'NoSuchUpload',
  });
});

test.each([0, 10_001])('part number %p is refused', async (number) => {
  const target = await begin('numbers');
  await expect(part(target, number, 'x')).rejects.toMatchObject({ name: 'InvalidArgument' });
});

test('parts are listed page by page', async () => {
  const target = await begin('parts');
  for (const number of [1, 2, 10]) await part(target, number, `part ${number}`);
  const page = await s3.client.send(new ListPartsCommand({ ...target, MaxParts: 2 }));
  expect([page.Parts?.map(({ PartNumber }) => PartNumber), page.IsTruncated]).toEqual([
    [1, 2],
    true,
  ]);
  const rest = await s3.client.send(
    new ListPartsCommand({ ...target, PartNumberMarker: page.NextPartNumberMarker }),
  );
  expect(rest.Parts).toMatchObject([{ PartNumber: 10, Size: 7 }]);
});

test('uploads are listed page by page, and with a prefix', async () => {
  const ids = [await begin('list/a'), await begin('list/b'), await begin('list/b')].map(
    ({ UploadId }) => UploadId,
  );
  const query = { Bucket: BUCKET, Prefix: 'list/', MaxUploads: 2 };
  const page = await s3.client.send(new ListMultipartUploadsCommand(query));
  const rest = await s3.client.send(
    new ListMultipartUploadsCommand({
      ...query,
      KeyMarker: page.NextKeyMarker,
      UploadIdMarker: page.NextUploadIdMarker,
    }),
  );
  const found = [...(page.Uploads ?? []), ...(rest.Uploads ?? [])].map((u) => u.UploadId);
  expect([page.IsTruncated, rest.IsTruncated, found.sort()]).toEqual([true, false, ids.sort()]);
});

test('a bucket with nothing but unfinished uploads can be deleted', async () => {
  await s3.service.createBucket('unfinished');
  const { UploadId } = await s3.client.send(
    new CreateMultipartUploadCommand({ Bucket: 'unfinished', Key: 'k' }),
  );
  expect(UploadId).toBeDefined();
  await s3.client.send(new DeleteBucketCommand({ Bucket: 'unfinished' }));
  expect(s3.service.hasBucket('unfinished')).toBe(false);
});
