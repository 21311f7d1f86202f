import { DatasetUnusable } from '../../../domain/run/errors';
import { leaveOutcome } from '../../../lambdas/shared/leave-outcome';
import { raiseLeftError } from '../../../lambdas/shared/raise-left-error';
import { RunStore } from '../../../lambdas/shared/run-store';
import { BUCKET, type S3Server, startS3 } from '../../local/s3/s3-server';

let server: S3Server;
let store: RunStore;

beforeAll(async () => {
  server = await startS3();
  store = new RunStore(server.client, BUCKET);
});

afterAll(async () => server.stop());

const left = async (key: string): Promise<unknown> =>
  JSON.parse(String(await store.readBytes(key)));

test('an outcome goes into the file, and is told', async () => {
  const outcome = { read: 3 };
  expect(await leaveOutcome(store, 'fine', () => Promise.resolve(outcome))).toBe(outcome);
  expect(await left('fine')).toEqual({ read: 3 });
});

test('an error that a person can act on goes there too, and is raised by its name', async () => {
  const unusable = new DatasetUnusable('line 3: no id');
  expect(await leaveOutcome(store, 'failed', () => Promise.reject(unusable))).toBe(unusable);
  const error = { name: 'DatasetUnusable', message: 'line 3: no id' };
  expect(await left('failed')).toEqual({ contractVersion: 1, kind: 'failed', error });
  expect(() => raiseLeftError(error)).toThrow(expect.objectContaining(error) as Error);
});

test('any other error is thrown for the retries, and leaves nothing', async () => {
  const busy = Object.assign(new Error('reduce your rate'), { name: 'SlowDown' });
  await expect(leaveOutcome(store, 'busy', () => Promise.reject(busy))).rejects.toBe(busy);
  await expect(store.readBytes('busy')).rejects.toMatchObject({ name: 'NoSuchKey' });
});
