import { RunLayout } from '../../../domain/run/layout';
import { planSchema } from '../../../domain/run/plan';
import { runSettings } from '../../support/run-fixtures';
import {
  article,
  executionOf,
  jsonl,
  type RunHarness,
  startRunHarness,
} from '../support/run-harness';

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
  await harness.put('data.jsonl', `\n\n${jsonl(article('One.'))}`);
  await harness.put('references.jsonl', jsonl({ id: 1, highlights: 'x' }));
  await harness.put('empty.jsonl', '');
  await harness.put('blank.jsonl', ' \n\n');
});

afterAll(async () => harness.close());

const planOf = (runId: string) => harness.store.readJson(new RunLayout(runId).plan, planSchema);

test('settles what the run will do and takes the folder', async () => {
  expect(await harness.plan('settled', { dataset: { limit: 10 } })).toEqual({
    runId: 'settled',
    parts: [0],
    pollIntervalSeconds: 2,
  });
  expect(await planOf('settled')).toMatchObject({
    runId: 'settled',
    execution: executionOf('settled'),
    settings: runSettings({ dataset: { limit: 10 } }),
    dataset: { bucket: 'data-bucket', key: 'data.jsonl', bytes: 46 },
    references: null,
    recordsPerShard: 2,
    codeVersion: 'test',
  });
  expect(await harness.keys('runs/settled/')).toEqual([
    'runs/settled/owner.json',
    'runs/settled/plan.json',
  ]);
});

test('looks at the references too', async () => {
  await harness.plan('references', { dataset: { references: { uri: 'references.jsonl' } } });
  expect((await planOf('references')).references).toMatchObject({
    key: 'references.jsonl',
    bytes: 26,
  });
});

test("an execution's name that is no run id is made one", async () => {
  const { runId } = await harness.plan('v1.2');
  expect(runId).toMatch(/^v1-2-[0-9a-f]{10}$/);
  expect((await planOf(runId)).execution.name).toBe('v1.2');
});

test('a retry of the step is the same run; another execution of that name is refused', async () => {
  const first = await harness.plan('twice');
  expect(await harness.plan('twice')).toEqual(first);

  const { arn } = executionOf('twice');
  const other = await harness.store.readBytes('runs/twice/owner.json');
  await harness.put('runs/taken/owner.json', other);
  await expect(harness.plan('taken')).rejects.toMatchObject({
    name: 'RunAlreadyEnded',
    message: `runs/taken/ belongs to the execution ${arn} of 2026-01-31T10:00:00.000Z; start this one under another name`,
  });
  await expect(harness.store.readBytes('runs/taken/plan.json')).rejects.toThrow();
});

test.each([
  {
    request: { dataset: { uri: 'gone.jsonl' } },
    name: 'DatasetNotFound',
    message: 's3://data-bucket/gone.jsonl cannot be read: it does not exist. Check bucket and key',
  },
  {
    request: { dataset: { references: { uri: 'gone.jsonl' } } },
    name: 'DatasetNotFound',
    message: 's3://data-bucket/gone.jsonl cannot be read: it does not exist',
  },
  {
    request: { dataset: { uri: 's3://data-buket/data.jsonl' } },
    name: 'InvalidRunRequest',
    message:
      "field 'dataset.uri' is \"s3://data-buket/data.jsonl\"; bucket 'data-buket' is not open to this deployment; valid: data-bucket (more by datasetBuckets in the config). Did you mean 'data-bucket'?",
  },
  {
    request: { dataset: { references: { uri: 's3://elsewhere-else/x' } } },
    name: 'InvalidRunRequest',
    message: 'field \'dataset.references.uri\' is "s3://elsewhere-else/x"; bucket',
  },
  {
    request: { dataset: { uri: 'empty.jsonl' } },
    name: 'NoUsableRecords',
    message: 'the data set s3://data-bucket/empty.jsonl has no records',
  },
  {
    request: { dataset: { uri: 'blank.jsonl' } },
    name: 'NoUsableRecords',
    message: 'the data set s3://data-bucket/blank.jsonl has no records',
  },
  {
    request: { prompt: '{title}' },
    name: 'InvalidRunRequest',
    message: "field 'prompt' names the column 'title', which the data set's first record lacks",
  },
  {
    request: { model: 'other' },
    name: 'InvalidRunRequest',
    message: 'field \'model\' is "other", which is not deployed; valid: echo',
  },
  {
    request: { modle: 'other' },
    name: 'InvalidRunRequest',
    message: "unknown field 'modle'. Did you mean 'model'?",
  },
])('$name: $message', async ({ request, name, message }) => {
  const planning = harness.plan('refused', request);
  await expect(planning).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message) as string,
  });
  expect(await harness.keys('runs/refused/')).toEqual([]);
});

test("a bucket of the config's datasetBuckets is open", async () => {
  const request = { dataset: { uri: 's3://shared-data/x.jsonl' } };
  await expect(
    harness.plan('foreign', request, { datasetBuckets: ['shared-data'] }),
  ).rejects.toMatchObject({
    name: 'DatasetNotFound',
    message: expect.stringMatching('x.jsonl') as string,
  });
});
