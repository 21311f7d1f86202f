import { evaluateRouge } from '../../../domain/rouge';
import { RunLayout } from '../../../domain/run/layout';
import { type CompletedResults } from '../../../domain/run/results';
import {
  executionOf,
  article,
  jsonl,
  type RunHarness,
  startRunHarness,
} from '../support/run-harness';

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterAll(async () => harness.close());

/** A whole run over these records. */
async function run(
  runId: string,
  records: readonly unknown[],
  request: Record<string, object> = {},
) {
  await harness.put(`${runId}.jsonl`, jsonl(...records));
  const { dataset, ...others } = request;
  const { shards } = await harness.transform(runId, {
    ...others,
    dataset: { uri: `${runId}.jsonl`, ...dataset },
  });
  const output = await harness.evaluate(runId, shards);
  return { output, results: (await harness.results(runId)) as CompletedResults };
}

describe('a run in which all goes well', () => {
  const texts = ['The first text.', 'Another one, longer. With more.', 'A third. And. So. On.'];
  const references = ['the first', 'another longer one', ['nothing', 'a third']];
  let output: Awaited<ReturnType<typeof run>>['output'];
  let results: CompletedResults;

  beforeAll(async () => {
    ({ output, results } = await run(
      'well',
      texts.map((text, index) => article(text, references[index])),
    ));
  });

  test('is Completed, and every record is counted', () => {
    expect(results).toMatchObject({
      status: 'Completed',
      counts: { read: 3, rejected: 0, submitted: 3, scored: 3, unscored: 0, failed: 0, missing: 0 },
      warnings: [],
      aggregation: { method: 'evaluate', confidence: 0.95, seed: 42 },
    });
  });

  test('has the four numbers that evaluate prints, in data-set order over shards', () => {
    expect(results.rouge).toEqual(evaluateRouge(texts, references, { seed: 42 }));
  });

  test('has the baselines over the same references', () => {
    const lead1 = ['The first text.', 'Another one, longer.', 'A third.'];
    const lead3 = ['The first text.', 'Another one, longer.\nWith more.', 'A third.\nAnd.\nSo.'];
    expect(results.baselines).toMatchObject({
      lead1: { records: 3, rouge: evaluateRouge(lead1, references, { seed: 42 }) },
      lead3: { records: 3, rouge: evaluateRouge(lead3, references, { seed: 42 }) },
    });
  });

  test('counting the unanswered as zero changes nothing, as there are none', () => {
    for (const [type, { fmeasure }] of Object.entries(results.scores ?? {})) {
      const { mean } = results.scoresCountingUnansweredAsZero?.[type]?.fmeasure ?? { mean: NaN };
      expect(mean).toBeCloseTo(fmeasure.mean, 11);
    }
  });

  test('says what answered, from what, for how long and where all lies', () => {
    expect(results).toMatchObject({
      execution: executionOf('well'),
      provenance: {
        codeVersion: 'test',
        model: { name: 'echo', image: 'embedded/echo:1', modelDataETag: null },
        dataset: { uri: 's3://data-bucket/well.jsonl' },
        references: null,
      },
      transformJob: {
        name: 'well-p1-a1',
        status: 'Completed',
        instanceType: 'ml.m5.large',
        instanceCount: 1,
      },
      cost: {
        instanceHours: results.transformJob.billedSeconds / 3600,
        usd: null,
        note: expect.stringContaining('covers us-east-1, not eu-west-1') as string,
      },
      outputs: { meanWords: 13 / 3, maxWords: 5, surelyCut: 0, strayLines: 0 },
      links: {
        results: 's3://data-bucket/runs/well/results.json',
        predictions: 's3://data-bucket/runs/well/predictions/',
        scores: 's3://data-bucket/runs/well/scores/',
        ledger: null,
        resultsPage: expect.stringContaining('prefix=runs%2Fwell%2Fresults.json') as string,
        jobLogs: expect.stringContaining('logStreamNameFilter$3Dwell-p1-a1$252F') as string,
      },
    });
  });

  test('its phases are the whole of its time, and the transform is what is billed', () => {
    const { times, transformJob } = results;
    const { prepare, provision, transform, score } = times.phases;
    expect(transform).toBe(transformJob.billedSeconds);
    expect((prepare ?? NaN) + (provision ?? NaN) + (transform ?? NaN) + (score ?? NaN)).toBeCloseTo(
      times.seconds,
      3,
    );
  });

  test("the execution's output is the results in small", () => {
    const { runId, status, counts, rouge, scores, warnings, cost, links } = results;
    expect(output).toMatchObject({ runId, status, counts, rouge, warnings, cost, links });
    expect(output.fmeasure?.rougeLsum).toEqual(scores?.rougeLsum?.fmeasure);
    expect(JSON.stringify(output).length).toBeLessThan(10_000);
  });

  test('a second try finds its own results and keeps them', async () => {
    const before = await harness.text('runs/well/results.json');
    expect(await harness.summarize('well')).toEqual(output);
    expect(await harness.text('runs/well/results.json')).toBe(before);
  });
});

test('failed, rejected and unscored records are counted, told and in the ledger', async () => {
  const { results } = await run('mixed', [
    article('A good one.', 'a good one'),
    article('', 'rejected'),
    article('Unscored.', null),
    article('REFUSED', 'refused'),
    article('Lost with it.', 'lost'),
  ]);
  expect(results).toMatchObject({
    status: 'CompletedWithFailures',
    counts: { read: 5, rejected: 1, submitted: 4, scored: 1, unscored: 1, failed: 2, missing: 0 },
    rouge: { rouge1: 1, rouge2: 1, rougeL: 1, rougeLsum: 1 },
    warnings: ['2 records failed: the transform job kept no output of their shards'],
    transformJob: { status: 'Failed' },
    links: { ledger: 's3://data-bucket/runs/mixed/ledger.jsonl' },
  });
  // One answer of 1 and two of 0.
  expect(results.scoresCountingUnansweredAsZero?.rouge1?.fmeasure.mean).toBeCloseTo(1 / 3, 11);
  expect(await harness.lines('runs/mixed/ledger.jsonl')).toEqual([
    {
      id: 1,
      sourceId: 1,
      line: 2,
      object: 's3://data-bucket/mixed.jsonl',
      reason: "column 'article' is blank",
      outcome: 'rejected',
    },
    { id: 3, sourceId: 3, outcome: 'failed' },
    { id: 4, sourceId: 4, outcome: 'failed' },
  ]);
});

test('a run without references ends well, without ROUGE', async () => {
  const { results } = await run('bare', [{ article: 'One.' }, { article: 'Two.' }], {
    dataset: { referenceColumn: null as never },
  });
  expect(results).toMatchObject({
    status: 'Completed',
    counts: { scored: 0, unscored: 2 },
    rouge: null,
    scores: null,
    scoresCountingUnansweredAsZero: null,
    baselines: null,
    links: { scores: null },
  });
});

test('prepared data have no baselines: the text cannot be told from the prompt', async () => {
  const { results } = await run('prepared', [{ id: 'x', text_inputs: 'Q: a b', summary: 'a b' }], {
    dataset: { format: 'prepared' as never, referenceColumn: 'summary' as never },
  });
  expect(results).toMatchObject({ rouge: { rouge1: 1 }, baselines: null });
});

describe('what ends a run instead', () => {
  async function scored(runId: string) {
    await harness.put(`${runId}.jsonl`, jsonl(article('A.'), article('B.'), article('C.')));
    const { shards } = await harness.transform(runId, { dataset: { uri: `${runId}.jsonl` } });
    for (let shard = 0; shard < shards; shard++) await harness.score(runId, shard);
    return new RunLayout(runId);
  }

  test('a shard that left no outcome', async () => {
    await harness.put('silent.jsonl', jsonl(article('A.'), article('B.'), article('C.')));
    await harness.transform('silent', { dataset: { uri: 'silent.jsonl' } });
    await harness.score('silent', 0);
    await expect(harness.summarize('silent')).rejects.toMatchObject({
      name: 'StepIncomplete',
      message: expect.stringContaining(
        '1 of 2 shards left no outcome (1): score-shard crashed',
      ) as string,
    });
  });

  test('an error that a shard left, by its own name', async () => {
    const layout = await scored('left');
    const error = { name: 'UnknownContractVersion', message: 'plan.json ...' };
    await harness.store.writeJson(layout.shardOutcome(1), {
      contractVersion: 1,
      kind: 'failed',
      error,
    });
    await expect(harness.summarize('left')).rejects.toMatchObject(error);
  });

  test('records that do not add up', async () => {
    const layout = await scored('lost');
    const outcome = JSON.parse(await harness.text(layout.shardOutcome(1))) as object;
    await harness.store.writeJson(layout.shardOutcome(1), { ...outcome, scored: 0 });
    await expect(harness.summarize('lost')).rejects.toMatchObject({
      name: 'CountsDoNotAddUp',
      message:
        'records do not add up: read 3 = rejected 0 + submitted 3; submitted 3 = scored 2 + unscored 0 + failed 0 + missing 0',
    });
    expect(await harness.keys(layout.results)).toEqual([]);
  });

  test('an abort that was faster', async () => {
    await scored('late');
    await harness.stop({
      execution: executionOf('late'),
      status: 'Aborted',
      error: { name: 'ExecutionAborted', message: 'the execution was stopped' },
    });
    await expect(harness.summarize('late')).rejects.toMatchObject({
      name: 'RunAlreadyEnded',
      message: 'the run ended as Aborted: the execution was stopped',
    });
    expect(await harness.results('late')).toMatchObject({ status: 'Aborted' });
  });
});
