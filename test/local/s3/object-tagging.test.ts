import {
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { BUCKET, type S3Server, startS3 } from './s3-server';

const at = { Bucket: BUCKET, Key: 'runs/r/passes/1/output/00000.jsonl.out' };
const TAGS = [
  { Key: 'text2text-batch:raw', Value: 'scored' },
  { Key: 'owner', Value: 'a & b' },
];

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());
beforeEach(() =>
  s3.client.send(new PutObjectCommand({ ...at, Body: 'answers', ContentType: 'text/csv' })),
);

const tag = (TagSet: typeof TAGS) =>
  s3.client.send(new PutObjectTaggingCommand({ ...at, Tagging: { TagSet } }));
const tagsOf = async () => (await s3.client.send(new GetObjectTaggingCommand(at))).TagSet;

test('an object has no tags at first, then those that were put last, also after a restart', async () => {
  expect(await tagsOf()).toEqual([]);
  await tag([{ Key: 'other', Value: '' }]);
  await tag(TAGS);
  s3 = await s3.restart();
  expect(await tagsOf()).toEqual(TAGS);
});

test('tags change neither bytes, ETag, time nor headers', async () => {
  const before = await s3.client.send(new HeadObjectCommand(at));
  await tag(TAGS);
  const after = await s3.client.send(new GetObjectCommand(at));
  expect(await after.Body?.transformToString()).toBe('answers');
  for (const name of ['ETag', 'LastModified', 'ContentType', 'ContentLength'] as const) {
    expect(after[name]).toEqual(before[name]);
  }
});

test('tags go when they are deleted, or with an overwrite', async () => {
  await tag(TAGS);
  await s3.client.send(new DeleteObjectTaggingCommand(at));
  expect(await tagsOf()).toEqual([]);
  await tag(TAGS);
  await s3.client.send(new PutObjectCommand({ ...at, Body: 'other' }));
  expect(await tagsOf()).toEqual([]);
});

test('what does not exist has no tags, and gets none', async () => {
  const missing = { ...at, Key: 'none' };
  await expect(s3.client.send(new GetObjectTaggingCommand(missing))).rejects.toThrow(/exist/);
  const put = new PutObjectTaggingCommand({ ...missing, Tagging: { TagSet: TAGS } });
  await expect(s3.client.send(put)).rejects.toThrow(/exist/);
});
