import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { BUCKET, type S3Server, startS3 } from './s3-server';

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());

let made = 0;
/** A bucket of the test's own, with these keys. */
async function bucketWith(...keys: string[]): Promise<string> {
  const Bucket = `bucket-${made++}`;
  await s3.client.send(new CreateBucketCommand({ Bucket }));
  for (const Key of keys) await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  return Bucket;
}

describe('a bucket', () => {
  test('is listed when it was made', async () => {
    const name = await bucketWith();
    const { Buckets } = await s3.client.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(expect.arrayContaining([BUCKET, name]));
  });

  test('cannot be made twice', async () => {
    await expect(s3.client.send(new CreateBucketCommand({ Bucket: BUCKET }))).rejects.toMatchObject(
      { name: 'BucketAlreadyOwnedByYou', $metadata: { httpStatusCode: 409 } },
    );
  });

  test.each(['ab', 'Upper', 'two..dots', '10.0.0.1', '-hyphen'])('may not be called %s', (name) => {
    return expect(s3.service.createBucket(name)).rejects.toMatchObject({
      code: 'InvalidBucketName',
    });
  });

  test('tells its region', async () => {
    const { BucketRegion } = await s3.client.send(new HeadBucketCommand({ Bucket: BUCKET }));
    const location = await s3.client.send(new GetBucketLocationCommand({ Bucket: BUCKET }));
    expect([BucketRegion, location.LocationConstraint]).toEqual(['eu-central-1', 'eu-central-1']);
  });

  test('is NotFound for a head when there is none', async () => {
    await expect(
      s3.client.send(new HeadBucketCommand({ Bucket: 'none-such' })),
    ).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('cannot be deleted with an object in it', async () => {
    const Bucket = await bucketWith('k');
    await expect(s3.client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
  });

  test('is gone after its deletion, and may come again empty', async () => {
    const Bucket = await bucketWith();
    await s3.client.send(new DeleteBucketCommand({ Bucket }));
    expect(s3.service.hasBucket(Bucket)).toBe(false);
    await s3.service.createBucket(Bucket);
    expect((await s3.client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });
});

describe('settings', () => {
  const Bucket = BUCKET;

  test('versioning is unset, then what was put', async () => {
    expect((await s3.client.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe(
      undefined,
    );
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await s3.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    expect(await s3.client.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject(
      VersioningConfiguration,
    );
  });

  test('encryption is AES256 unless set, and an upload takes it over', async () => {
    const own = await bucketWith();
    const rule = async () =>
      (await s3.client.send(new GetBucketEncryptionCommand({ Bucket: own })))
        .ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    expect(await rule()).toEqual({ SSEAlgorithm: 'AES256' });
    const byDefault = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: 'key-1' };
    await s3.client.send(
      new PutBucketEncryptionCommand({
        Bucket: own,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }],
        },
      }),
    );
    expect(await rule()).toEqual(byDefault);
    const put = await s3.client.send(
      new PutObjectCommand({ Bucket: own, Key: 'k', Body: Buffer.alloc(0) }),
    );
    expect([put.ServerSideEncryption, put.SSEKMSKeyId]).toEqual(['aws:kms', 'key-1']);
  });

  test('a policy comes back as it was put', async () => {
    const policy = new GetBucketPolicyCommand({ Bucket });
    await expect(s3.client.send(policy)).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
    const Policy = '{"Version": "2012-10-17", "Statement": []}';
    await s3.client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await s3.client.send(policy)).Policy).toBe(Policy);
  });

  test.each(['{', '{}', '{"Statement": {"Effect": "Allow", "Action": "s3:*"}}'])(
    'a policy that cannot be evaluated is refused: %s',
    async (Policy) => {
      await expect(
        s3.client.send(new PutBucketPolicyCommand({ Bucket, Policy })),
      ).rejects.toMatchObject({ name: 'MalformedPolicy' });
    },
  );

  test('the public access block is set and removed', async () => {
    const get = () => s3.client.send(new GetPublicAccessBlockCommand({ Bucket }));
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    };
    await s3.client.send(
      new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }),
    );
    expect(await get()).toMatchObject({ PublicAccessBlockConfiguration });
    await s3.client.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await expect(get()).rejects.toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration' });
  });

  test('tags come back as they were put', async () => {
    const get = new GetBucketTaggingCommand({ Bucket });
    await expect(s3.client.send(get)).rejects.toMatchObject({ name: 'NoSuchTagSet' });
    const TagSet = [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }];
    await s3.client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect((await s3.client.send(get)).TagSet).toEqual(TagSet);
  });

  test('what is not supported is refused by its name', async () => {
    await expect(s3.client.send(new GetBucketAclCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('?acl') as string,
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe('a listing', () => {
  test('tells keys, sizes and ETags', async () => {
    const Bucket = await bucketWith('b', 'a');
    const { Contents } = await s3.client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents).toMatchObject([
      { Key: 'a', Size: 1, ETag: '"0cc175b9c0f1b6a831c399e269772661"' },
      { Key: 'b', Size: 1 },
    ]);
  });

  test('goes on by its token, over keys and prefixes', async () => {
    const Bucket = await bucketWith('a/1', 'a/2', 'b', 'c/1', 'd');
    const found: (string | undefined)[] = [];
    const config = { client: s3.client, pageSize: 1 };
    for await (const page of paginateListObjectsV2(config, { Bucket, Delimiter: '/' })) {
      found.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
      found.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(found).toEqual(['a/', 'b', 'c/', 'd']);
  });

  test('of the first version goes on by its marker', async () => {
    const Bucket = await bucketWith('a/1', 'a/2', 'b');
    const query = { Bucket, Delimiter: '/', MaxKeys: 1 };
    const first = await s3.client.send(new ListObjectsCommand(query));
    expect([first.CommonPrefixes, first.NextMarker]).toEqual([[{ Prefix: 'a/' }], 'a/']);
    const second = await s3.client.send(
      new ListObjectsCommand({ ...query, Marker: first.NextMarker }),
    );
    expect([second.Contents?.[0]?.Key, second.IsTruncated]).toEqual(['b', false]);
  });

  test('begins after StartAfter', async () => {
    const Bucket = await bucketWith('a', 'b', 'c');
    const page = await s3.client.send(new ListObjectsV2Command({ Bucket, StartAfter: 'a' }));
    expect(page.Contents?.map(({ Key }) => Key)).toEqual(['b', 'c']);
  });

  test('refuses a token that it did not give', async () => {
    await expect(
      s3.client.send(new ListObjectsV2Command({ Bucket: BUCKET, ContinuationToken: 'mine' })),
    ).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  test('of versions shows each object as the version null', async () => {
    const Bucket = await bucketWith('a');
    const { Versions } = await s3.client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions).toMatchObject([{ Key: 'a', VersionId: 'null', IsLatest: true }]);
  });
});

describe('any key works', () => {
  const keys = [
    'with space',
    'ünï/cödé/日本/😀',
    'a',
    'a/b',
    'a//b/',
    '../up/./x',
    '.',
    'plus+and%20percent?#&=<>"\'',
    'UPPER and upper',
    'upper and UPPER',
    'line\nbreak\rand\ttab',
    'k'.repeat(1024),
    `${'k'.repeat(1023)}l`,
  ];
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await bucketWith(...keys);
  });

  test.each(keys)('%j', async (Key) => {
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe(Key);
  });

  test('and all are listed as they are', async () => {
    const { Contents } = await s3.client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key).sort()).toEqual([...keys].sort());
  });

  test('or percent-encoded, if the client wants it', async () => {
    const query = { Bucket, EncodingType: 'url' as const, Prefix: 'ünï/' };
    const { Contents, Prefix } = await s3.client.send(new ListObjectsV2Command(query));
    expect([Contents?.[0]?.Key, Prefix].map((text) => decodeURIComponent(text ?? ''))).toEqual([
      'ünï/cödé/日本/😀',
      'ünï/',
    ]);
  });

  test('but one of 1,025 bytes', async () => {
    const command = new PutObjectCommand({ Bucket, Key: 'k'.repeat(1025), Body: Buffer.alloc(0) });
    await expect(s3.client.send(command)).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });
});

describe('DeleteObjects', () => {
  test('deletes what is there and does not miss the rest', async () => {
    const Bucket = await bucketWith('a', 'b & <c>', 'd');
    const Objects = [{ Key: 'a' }, { Key: 'b & <c>' }, { Key: 'missing' }];
    const answer = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(['a', 'b & <c>', 'missing']);
    const { Contents } = await s3.client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['d']);
  });

  test('tells errors only, when it is to be quiet', async () => {
    const Bucket = await bucketWith('a', 'b');
    const Objects = [{ Key: 'a' }, { Key: 'b', VersionId: 'v1' }];
    const answer = await s3.client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
    );
    expect([answer.Deleted, answer.Errors?.map(({ Key, Code }) => [Key, Code])]).toEqual([
      undefined,
      [['b', 'InvalidArgument']],
    ]);
  });
});

describe('CopyObject', () => {
  const copy = (Bucket: string, from: string, Key: string, more: object = {}) =>
    s3.client.send(
      new CopyObjectCommand({
        Bucket,
        Key,
        CopySource: `${Bucket}/${encodeURIComponent(from)}`,
        ...more,
      }),
    );
  const head = (Bucket: string, Key: string) =>
    s3.client.send(new HeadObjectCommand({ Bucket, Key }));

  test('takes bytes and metadata along', async () => {
    const Bucket = await bucketWith();
    const Metadata = { a: 'b' };
    await s3.client.send(
      new PutObjectCommand({ Bucket, Key: 'ü 1', Body: 'text', Metadata, ContentType: 'text/x' }),
    );
    const { CopyObjectResult } = await copy(Bucket, 'ü 1', 'copy');
    expect(await head(Bucket, 'copy')).toMatchObject({
      ContentLength: 4,
      Metadata,
      ContentType: 'text/x',
      ETag: CopyObjectResult?.ETag,
    });
  });

  test('replaces the metadata when it is told to', async () => {
    const Bucket = await bucketWith('k');
    const more = { MetadataDirective: 'REPLACE', Metadata: { new: '1' }, ContentType: 'text/y' };
    await copy(Bucket, 'k', 'k', more);
    expect(await head(Bucket, 'k')).toMatchObject({
      Metadata: { new: '1' },
      ContentType: 'text/y',
      ContentLength: 1,
    });
  });

  test('onto itself without a change is refused', async () => {
    const Bucket = await bucketWith('k');
    await expect(copy(Bucket, 'k', 'k')).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  test('of what is not there is NoSuchKey', async () => {
    const Bucket = await bucketWith();
    await expect(copy(Bucket, 'k', 'l')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('heeds the conditions on its source', async () => {
    const Bucket = await bucketWith('k');
    await expect(copy(Bucket, 'k', 'l', { CopySourceIfMatch: '"0"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
  });
});
