import { S3Client } from '@aws-sdk/client-s3';
import { RunLayout } from '../../../domain/run/layout';
import { RunStore } from '../../../lambdas/shared/run-store';
import { aggregateScores } from '../../../lambdas/summarize-run/aggregate-scores';
import { writeColumns } from '../../../domain/run/score-columns';
import { runSettings } from '../../support/run-fixtures';
import { scoredShard, sumsOf } from './scored-shard';

const settings = runSettings({ rouge: { types: ['rouge1'] } });
const layout = new RunLayout('nightly');
const SCORES = [0.25, 0.75];

/** An S3 that has columns for any shard, and counts how often it is asked. */
function columnStore(columns: readonly Float64Array[]) {
  const client = new S3Client({ region: 'eu-west-1' });
  const reads: unknown[] = [];
  client.middlewareStack.add(
    () => (args) => {
      reads.push(args.input);
      const Body = { transformToByteArray: () => Promise.resolve(writeColumns(columns)) };
      return Promise.resolve({ output: { $metadata: {}, Body }, response: {} });
    },
    { step: 'initialize' },
  );
  return { reads, store: new RunStore(client, 'data-bucket') };
}

const columns = Array.from({ length: 9 }, () => Float64Array.from(SCORES));
const shard = (scored: number) =>
  scoredShard({ scored, baselines: 2, sums: columns.map((column) => sumsOf(column).toJSON()) });

test('up to 200,000 scored records the columns are read and numpy is followed', async () => {
  const { reads, store } = columnStore(columns);
  const { method, answer } = await aggregateScores(settings, [shard(2)], layout, store);
  expect(method).toBe('evaluate');
  expect(answer?.scores.rouge1?.fmeasure.mean).toBe(0.5);
  expect(reads).toEqual([{ Bucket: 'data-bucket', Key: 'runs/nightly/partials/00000.f64' }]);
});

test('above, no column is read: the sums give mean and interval', async () => {
  const { reads, store } = columnStore(columns);
  const shards = [shard(100_000), shard(100_001)];
  const { method, answer, baselines } = await aggregateScores(settings, shards, layout, store);
  expect(method).toBe('exact-sums');
  expect(answer?.rouge).toEqual({ rouge1: 0.5 });
  expect(baselines?.lead1).toMatchObject({ records: 4, rouge: { rouge1: 0.5 } });
  expect(reads).toEqual([]);
});

test('nothing scored: no figures at all', async () => {
  const { store } = columnStore([]);
  expect(await aggregateScores(settings, [scoredShard({ failed: 3 })], layout, store)).toEqual({
    method: 'evaluate',
    answer: null,
    countingUnansweredAsZero: null,
    baselines: null,
  });
});
