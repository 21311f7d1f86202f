import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadRun } from '../../../cli/run/download-run';
import { RunLayout } from '../../../domain/run/layout';
import { BUCKET, startS3, type S3Server } from '../../local/s3/s3-server';
import { completedResults, failedResults } from '../../support/results-fixtures';

let server: S3Server;
let folder: string;
beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.stop());
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'download-run-')), 'new', 'folder');
});
afterEach(() => rm(join(folder, '..', '..'), { recursive: true }));

async function put(key: string, body: string): Promise<void> {
  await server.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
}
const contentOf = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const paths = (...names: string[]): string[] => names.map((name) => join(folder, name));

test('shards are joined in the order of the data set, and the ledger comes along', async () => {
  const results = completedResults({ runId: 'whole' });
  const layout = new RunLayout('whole');
  // More than one page of a listing (1,000 keys); put in an order that is not theirs.
  const shards = Array.from({ length: 1003 }, (_, shard) => shard);
  for (const shard of shards.toReversed()) await put(layout.predictions(shard), `p${shard}\n`);
  for (const shard of [2, 10, 0]) await put(layout.scores(shard), `s${shard}\n`);
  await put(layout.ledger, 'rejected\n');
  await put(new RunLayout('whole-2').predictions(0), 'of another run\n');

  const files = await downloadRun(server.client, BUCKET, results, folder);
  expect(files).toEqual(paths('results.json', 'predictions.jsonl', 'scores.jsonl', 'ledger.jsonl'));
  expect(JSON.parse(await contentOf('results.json'))).toEqual(results);
  expect(await contentOf('predictions.jsonl')).toBe(shards.map((shard) => `p${shard}\n`).join(''));
  expect(await contentOf('scores.jsonl')).toBe('s0\ns2\ns10\n');
  expect(await contentOf('ledger.jsonl')).toBe('rejected\n');
  expect(await readdir(folder)).toHaveLength(files.length);
});

test('of a failed run there are only its results, also where another run lay before', async () => {
  await put(new RunLayout('before').predictions(0), 'p\n');
  await downloadRun(server.client, BUCKET, completedResults({ runId: 'before' }), folder);
  const failed = failedResults({ runId: 'failed' });
  expect(await downloadRun(server.client, BUCKET, failed, folder)).toEqual(paths('results.json'));
  expect(await readdir(folder)).toEqual(['results.json']);
});

test('a download that fails on the way leaves no file under a good name', async () => {
  const layout = new RunLayout('torn');
  for (const shard of [0, 1]) await put(layout.predictions(shard), `p${shard}\n`);
  const client = server.newClient();
  // The second shard is gone when its turn comes.
  client.middlewareStack.add(
    (next) => async (args) => {
      const input: unknown = args.input;
      const isSecond = JSON.stringify(input).includes(layout.predictions(1));
      if (isSecond) {
        await server.client.send(
          new DeleteObjectCommand({ Bucket: BUCKET, Key: layout.predictions(1) }),
        );
      }
      return next(args);
    },
    { step: 'initialize' },
  );
  await expect(
    downloadRun(client, BUCKET, completedResults({ runId: 'torn' }), folder),
  ).rejects.toHaveProperty('name', 'NoSuchKey');
  client.destroy();
  expect(await readdir(folder)).not.toContain('predictions.jsonl');

  // The next try begins anew.
  await put(layout.predictions(1), 'p1\n');
  await downloadRun(server.client, BUCKET, completedResults({ runId: 'torn' }), folder);
  expect(await contentOf('predictions.jsonl')).toBe('p0\np1\n');
  expect(await readdir(folder)).toEqual(['predictions.jsonl', 'results.json']);
});
