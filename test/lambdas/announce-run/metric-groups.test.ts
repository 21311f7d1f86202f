import { metricGroups } from '../../../lambdas/announce-run/metric-groups';
import { COST, JOB, completedResults, failedResults } from '../../support/results-fixtures';

test('of a completed run', () => {
  const results = completedResults({
    counts: {
      read: 8,
      rejected: 1,
      submitted: 7,
      scored: 2,
      unscored: 3,
      failed: 1,
      missing: 1,
    },
    transformJob: { ...JOB, billedSeconds: 2 },
    rouge: { rouge1: 0.25, rouge2: 0.125, rougeL: 0.5, rougeLsum: 0.75 },
  });
  expect(metricGroups(results, 'data-bucket')).toStrictEqual([
    { dimensions: { status: 'Completed' }, values: [{ name: 'Runs', unit: 'Count', value: 1 }] },
    {
      dimensions: { instanceType: 'ml.m5.large' },
      values: [{ name: 'InstanceHours', unit: 'None', value: COST.instanceHours }],
    },
    {
      dimensions: {},
      values: [
        { name: 'RecordsRead', unit: 'Count', value: 8 },
        { name: 'RecordsRejected', unit: 'Count', value: 1 },
        { name: 'RecordsSubmitted', unit: 'Count', value: 7 },
        { name: 'RecordsScored', unit: 'Count', value: 2 },
        { name: 'RecordsUnscored', unit: 'Count', value: 3 },
        { name: 'RecordsFailed', unit: 'Count', value: 1 },
        { name: 'RecordsMissing', unit: 'Count', value: 1 },
        { name: 'RecordsPerSecond', unit: 'Count/Second', value: 2.5 },
        { name: 'RunSeconds', unit: 'Seconds', value: 125 },
        { name: 'PrepareSeconds', unit: 'Seconds', value: 4 },
        { name: 'ProvisionSeconds', unit: 'Seconds', value: 50 },
        { name: 'TransformSeconds', unit: 'Seconds', value: 61 },
        { name: 'ScoreSeconds', unit: 'Seconds', value: 10 },
      ],
    },
    {
      dimensions: { model: 'echo', dataset: 'data.jsonl' },
      values: [
        { name: 'Rouge1', unit: 'None', value: 0.25 },
        { name: 'Rouge2', unit: 'None', value: 0.125 },
        { name: 'RougeL', unit: 'None', value: 0.5 },
        { name: 'RougeLsum', unit: 'None', value: 0.75 },
      ],
    },
  ]);
});

const namesOf = (results: Parameters<typeof metricGroups>[0]): string[] =>
  metricGroups(results, 'data-bucket').flatMap(({ values }) => values.map(({ name }) => name));

test('what is not known is not measured', () => {
  const results = completedResults();
  const phases = { prepare: 1, provision: null, transform: null, score: null };
  const names = namesOf(
    completedResults({
      rouge: null,
      transformJob: { ...JOB, billedSeconds: 0 },
      times: { ...results.times, phases },
    }),
  );
  expect(names.slice(-2)).toStrictEqual(['RunSeconds', 'PrepareSeconds']);
  expect(names).not.toContain('RecordsPerSecond');
});

test('a metric that the run did not ask for is left out', () => {
  expect(namesOf(completedResults()).slice(-2)).toStrictEqual(['Rouge1', 'RougeL']);
});

test('a failed run counts as one, with what its job cost', () => {
  expect(metricGroups(failedResults(), 'data-bucket')).toStrictEqual([
    { dimensions: { status: 'Failed' }, values: [{ name: 'Runs', unit: 'Count', value: 1 }] },
  ]);
  expect(
    namesOf(failedResults({ status: 'Aborted', transformJob: JOB, cost: COST })),
  ).toStrictEqual(['Runs', 'InstanceHours']);
});

test.each([
  ['with results', completedResults({ transformJob: { ...JOB, status: 'Failed' } })],
  ['without', failedResults({ transformJob: { ...JOB, status: 'Failed' }, cost: COST })],
])('a run whose job failed is counted, %s', (_how, results) => {
  expect(metricGroups(results, 'data-bucket')).toContainEqual({
    dimensions: {},
    values: [{ name: 'FailedTransformJobs', unit: 'Count', value: 1 }],
  });
});
