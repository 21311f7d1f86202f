import { PutObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { RESULTS_VERSION, resultsSchema } from '../../../domain/run/results';
import { isNoSuchKey, openObject, RunStore } from '../../../lambdas/shared/run-store';
import { BUCKET, type S3Server, startS3 } from '../../local/s3/s3-server';

const schema = z.strictObject({ contractVersion: z.literal(1), value: z.string() });
const FILE = { contractVersion: 1, value: 'x' };
let server: S3Server;
let store: RunStore;

beforeAll(async () => {
  server = await startS3();
  store = new RunStore(server.client, BUCKET);
});

afterAll(async () => server.stop());

test('reads what it wrote', async () => {
  await store.writeJson('file.json', FILE);
  expect(await store.readJson('file.json', schema)).toEqual(FILE);
  expect(await store.readJsonIfPresent('file.json', schema)).toEqual(FILE);
});

test('a file that does not exist', async () => {
  expect(await store.readJsonIfPresent('gone.json', schema)).toBeUndefined();
  const error: unknown = await store.readJson('gone.json', schema).catch((cause: unknown) => cause);
  expect(isNoSuchKey(error)).toBe(true);
});

test.each([{ contractVersion: 2, value: 'x' }, { value: 'x' }, null, [1]])(
  'a file of another version is refused: %j',
  async (file) => {
    await store.writeJson('other.json', file);
    await expect(store.readJson('other.json', schema)).rejects.toMatchObject({
      name: 'UnknownContractVersion',
      message: expect.stringContaining('start the run again with the new deployment') as string,
    });
  },
);

test.each([{ contractVersion: 1 }, { ...FILE, more: 1 }])(
  'a file of this version with another shape is an error of ours, not of the reader: %j',
  async (file) => {
    await store.writeJson('broken.json', file);
    await expect(store.readJson('broken.json', schema)).rejects.toThrow(z.ZodError);
  },
);

test('results of a later version are refused by their version, also with a status of their own', async () => {
  const key = 'results.json';
  await store.writeJson(key, { contractVersion: 2, status: 'Paused' });
  await expect(store.readJson(key, resultsSchema)).rejects.toMatchObject({
    name: 'UnknownContractVersion',
    message:
      'results.json was written with contract version 2, which this function does not know: start the run again with the new deployment',
  });
  await store.writeJson(key, { contractVersion: RESULTS_VERSION, status: 'Paused' });
  await expect(store.readJson(key, resultsSchema)).rejects.toThrow(z.ZodError);
});

test('of several writers of one file one wins', async () => {
  const writers = Array.from({ length: 8 }, (_, writer) =>
    store.writeJsonIfAbsent('once.json', { ...FILE, value: `writer ${writer}` }),
  );
  const wins = await Promise.all(writers);
  expect(wins.filter((won) => won)).toHaveLength(1);
  expect(await store.readJson('once.json', schema)).toMatchObject({
    value: `writer ${wins.indexOf(true)}`,
  });
});

test('lists more keys than one page has, in order', async () => {
  const keys = Array.from({ length: 1005 }, (_, index) => `list/${String(index).padStart(5, '0')}`);
  for (let from = 0; from < keys.length; from += 50) {
    await Promise.all(
      keys.slice(from, from + 50).map((key) => store.write(key, 'x', 'text/plain')),
    );
  }
  const listed: string[] = [];
  for await (const key of store.listKeys('list/')) listed.push(key);
  expect(listed).toEqual(keys);
});

test('an object that has changed since is not opened', async () => {
  const put = (Body: string) =>
    server.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'data', Body }));
  const { ETag = '' } = await put('first');
  const stream = await openObject(server.client, { bucket: BUCKET, key: 'data' }, ETag);
  expect(String(await stream.toArray())).toBe('first');
  await put('second');
  await expect(
    openObject(server.client, { bucket: BUCKET, key: 'data' }, ETag),
  ).rejects.toMatchObject({ name: 'PreconditionFailed' });
});
