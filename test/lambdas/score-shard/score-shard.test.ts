import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { toPythonLiteral } from '../../../domain/python-literal';
import { RunLayout } from '../../../domain/run/layout';
import { RAW_TAG } from '../../../domain/run/names';
import { shardOutcomeSchema } from '../../../domain/run/outcomes';
import { readColumns } from '../../../domain/run/score-columns';
import { runSettings } from '../../support/run-fixtures';
import { article, jsonl, type RunHarness, startRunHarness } from '../support/run-harness';

let harness: RunHarness;
let runs = 0;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterAll(async () => harness.close());

const answer = (id: number, ...texts: string[]): string =>
  `${toPythonLiteral({ id, generated_texts: texts })}\n`;

/** Two records in one shard, and what the job left for it. */
async function score(output: string | undefined, highlights: readonly unknown[] = ['a b', 'c d']) {
  const runId = `run-${++runs}`;
  const layout = new RunLayout(runId);
  await harness.put(
    `${runId}.jsonl`,
    jsonl(article('One.', highlights[0]), article('Two.', highlights[1])),
  );
  await harness.plan(runId, { dataset: { uri: `${runId}.jsonl` } });
  await harness.prepare(runId);
  if (output !== undefined) await harness.put(layout.output(1, 0), output);
  await harness.score(runId, 0);
  const outcome = await harness.store.readJson(layout.shardOutcome(0), shardOutcomeSchema);
  return { runId, layout, outcome };
}

const NOTHING = { scored: 0, unscored: 0, failed: 0, missing: 0, strayLines: 0 };

/** Tags of the shard's input and output. */
async function rawTags(layout: RunLayout): Promise<unknown[]> {
  const { s3, bucket } = harness.store;
  return Promise.all(
    [layout.input(1, 0), layout.output(1, 0)].map(async (Key) => {
      const answered = await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key }));
      return answered.TagSet;
    }),
  );
}

test('marks input and output for their expiry when all that they hold was scored', async () => {
  const { layout } = await score(answer(0, 'a b') + answer(1, 'c d'));
  expect(await rawTags(layout)).toEqual([[RAW_TAG], [RAW_TAG]]);
});

test('keeps the raw files of a shard that lost a record: they tell why', async () => {
  const { layout } = await score(answer(0, 'a b'));
  expect(await rawTags(layout)).toEqual([[], []]);
});

test('writes predictions as JSON, scores and columns', async () => {
  const { layout, outcome } = await score(`${answer(1, "it's", 'x')}\n${answer(0, 'a b')}`);
  expect(outcome).toMatchObject({ ...NOTHING, submitted: 2, scored: 2, baselines: 2 });
  expect(await harness.lines(layout.predictions(0))).toEqual([
    { id: 0, sourceId: 0, generated_texts: ['a b'] },
    { id: 1, sourceId: 1, generated_texts: ["it's", 'x'] },
  ]);
  const one = { precision: 1, recall: 1, fmeasure: 1 };
  const zero = { precision: 0, recall: 0, fmeasure: 0 };
  expect(await harness.lines(layout.scores(0))).toEqual([
    { id: 0, sourceId: 0, scores: { rouge1: one, rouge2: one, rougeL: one, rougeLsum: one } },
    { id: 1, sourceId: 1, scores: { rouge1: zero, rouge2: zero, rougeL: zero, rougeLsum: zero } },
  ]);
  const columns = readColumns(
    await harness.store.readBytes(layout.shardColumns(0)),
    runSettings().rouge.types,
    { scored: 2, baselines: 2 },
  );
  expect(columns[2]).toEqual(Float64Array.of(1, 0));
});

test.each([
  {
    name: 'no .out: the records failed',
    output: undefined,
    counts: { failed: 2, unansweredWithReference: 2 },
  },
  {
    name: 'an empty .out: they are missing',
    output: '',
    counts: { missing: 2, unansweredWithReference: 2 },
  },
  { name: 'one is missing', output: answer(1, 'x'), counts: { scored: 1, missing: 1 } },
  {
    name: 'stray lines answer nothing',
    output: `${answer(0, 'x')}${answer(0, 'y')}${answer(7, 'x')}Error\n`,
    counts: { scored: 1, missing: 1, strayLines: 3 },
  },
])('$name', async ({ output, counts }) => {
  const { outcome } = await score(output);
  expect(outcome).toMatchObject({ ...NOTHING, submitted: 2, ...counts });
});

test('an answer without a reference is unscored; a lost one would not have counted', async () => {
  const { layout, outcome } = await score(answer(0, 'x'), [null, null]);
  expect(outcome).toMatchObject({
    ...NOTHING,
    submitted: 2,
    unscored: 1,
    missing: 1,
    unansweredWithReference: 0,
  });
  expect(await harness.keys(layout.scoresPrefix)).toEqual([]);
});

test.each([
  { output: undefined, outcomes: ['failed', 'failed'] },
  { output: '', outcomes: ['missing', 'missing'] },
])('the unanswered records are kept with why: $outcomes', async ({ output, outcomes }) => {
  const { layout } = await score(output);
  expect(await harness.lines(layout.unanswered(0))).toEqual(
    outcomes.map((outcome, id) => ({ id, sourceId: id, outcome })),
  );
});

test('a second try writes the same files again', async () => {
  const { runId } = await score(answer(0, 'a'));
  const contents = async () =>
    Promise.all((await harness.keys(`runs/${runId}/`)).map((key) => harness.text(key)));
  const before = await contents();
  await harness.score(runId, 0);
  expect(await contents()).toEqual(before);
});
