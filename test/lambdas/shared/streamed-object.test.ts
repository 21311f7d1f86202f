import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { RunStore } from '../../../lambdas/shared/run-store';
import { StreamedObject } from '../../../lambdas/shared/streamed-object';
import { BUCKET, type S3Server, startS3 } from '../../local/s3/s3-server';

let server: S3Server;
let store: RunStore;

beforeAll(async () => {
  server = await startS3();
  store = new RunStore(server.client, BUCKET);
});

afterAll(async () => server.stop());

const exists = (key: string): Promise<boolean> =>
  store.readBytes(key).then(
    () => true,
    () => false,
  );

test('writes its lines', async () => {
  const object = new StreamedObject(store, 'small');
  await object.writeLine('one');
  await object.writeLine('zwölf');
  await object.finish();
  expect(String(await store.readBytes('small'))).toBe('one\nzwölf\n');
});

test('of more bytes than one part has, every one arrives', async () => {
  const object = new StreamedObject(store, 'large');
  const line = 'x'.repeat(2 ** 20 - 1);
  for (let count = 0; count < 12; count++) await object.writeLine(line);
  await object.finish();
  expect((await store.readBytes('large')).equals(Buffer.from(`${line}\n`.repeat(12)))).toBe(true);
});

test('without a line there is no object', async () => {
  await new StreamedObject(store, 'none').finish();
  expect(await exists('none')).toBe(false);
});

test('given up, it leaves neither an object nor an upload', async () => {
  const object = new StreamedObject(store, 'given-up');
  for (let count = 0; count < 12; count++) await object.writeLine('x'.repeat(2 ** 20));
  await object.abort();
  expect(await exists('given-up')).toBe(false);
  const { Uploads = [] } = await server.client.send(
    new ListMultipartUploadsCommand({ Bucket: BUCKET }),
  );
  expect(Uploads).toEqual([]);
});

test('an upload that fails is told by the next line or by finish, not by a crash', async () => {
  const object = new StreamedObject(new RunStore(server.client, 'no-such-bucket'), 'key');
  await object.writeLine('one');
  await expect(object.finish()).rejects.toMatchObject({ name: 'NoSuchBucket' });
});
