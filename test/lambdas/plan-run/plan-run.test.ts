import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { RunLayout } from '../../../domain/run/layout';
import { runIdOf } from '../../../domain/run/names';
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
  const runId = runIdOf('v1.2');
  expect(await harness.plan('v1.2')).toMatchObject({ runId });
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

describe('a preset', () => {
  const presets = {
    short: { description: 'the first record', input: { dataset: { limit: 1 } } },
  };

  test('fills what the request leaves open', async () => {
    await harness.plan('preset', { preset: 'short', prompt: '{article}' }, { presets });
    const { settings } = await planOf('preset');
    expect(settings).toEqual(runSettings({ dataset: { limit: 1 }, prompt: '{article}' }));
  });

  test('that does not exist: the message lists those that do', async () => {
    await expect(harness.plan('refused', { preset: 'shrot' }, { presets })).rejects.toMatchObject({
      name: 'InvalidRunRequest',
      message:
        "field 'preset' is \"shrot\", which this deployment does not have; valid: short (the first record). Did you mean 'short'?",
    });
  });
});

test('an object that came with the deployment may lie in a foreign bucket, and nothing beside it', async () => {
  await harness.s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  for (const Key of ['bundled.jsonl', 'other.jsonl']) {
    await harness.s3.send(
      new PutObjectCommand({ Bucket: 'assets', Key, Body: jsonl(article('One.')) }),
    );
  }
  const deployed = { bundledDatasets: ['s3://assets/bundled.jsonl'] };
  const plan = (name: string, uri: string) => harness.plan(name, { dataset: { uri } }, deployed);
  await plan('bundled', 's3://assets/bundled.jsonl');
  expect((await planOf('bundled')).dataset).toMatchObject({
    bucket: 'assets',
    key: 'bundled.jsonl',
  });
  await expect(plan('refused', 's3://assets/other.jsonl')).rejects.toThrow(
    "bucket 'assets' is not open to this deployment",
  );
});

describe('an idempotency key', () => {
  const deliver = (name: string, idempotencyKey: string, request: object = {}) =>
    harness.plan(name, { ...request, idempotencyKey });

  test('is claimed by the first execution; the second is told which, and leaves nothing', async () => {
    expect(await deliver('first', 'nightly 2026-11-24')).toMatchObject({ runId: 'first' });
    expect(await deliver('second', 'nightly 2026-11-24')).toEqual({
      status: 'Duplicate',
      duplicateOf: 'first',
      message:
        "the execution 'first' of 2026-01-31T10:00:00.000Z has the idempotency key " +
        '"nightly 2026-11-24" already, so this one did nothing; for another run take another key',
      links: {
        execution: expect.stringContaining(executionOf('first').arn) as string,
        results: 's3://data-bucket/runs/first/results.json',
      },
    });
    expect(await harness.keys('runs/second/')).toEqual([]);
  });

  test('lets the execution that holds it through again: a lost answer is no duplicate', async () => {
    const first = await deliver('lost', 'lost');
    expect(await deliver('lost', 'lost')).toEqual(first);
  });

  test('lets the same execution through when it died between its claim and its plan', async () => {
    const execution = executionOf('died');
    await harness.store.writeJsonIfAbsent('idempotency/died.json', {
      idempotencyKey: 'died',
      execution,
    });
    expect(await deliver('died', 'died')).toMatchObject({ runId: 'died' });
  });

  test('stays taken by a run that was refused', async () => {
    await expect(deliver('wrong', 'kept', { prompt: '{title}' })).rejects.toThrow('title');
    expect(await deliver('late', 'kept')).toMatchObject({ duplicateOf: 'wrong' });
  });

  test('lets one of many through that come at once', async () => {
    const names = ['at-once-1', 'at-once-2', 'at-once-3', 'at-once-4'];
    const plans = await Promise.all(names.map((name) => deliver(name, 'at once')));
    const [planned, ...others] = plans.filter((plan) => 'runId' in plan);
    expect(others).toEqual([]);
    expect(plans.filter((plan) => 'duplicateOf' in plan)).toEqual(
      Array(3).fill(expect.objectContaining({ duplicateOf: planned?.runId })),
    );
  });

  test('whose file belongs to another key is refused, not taken for a duplicate', async () => {
    await harness.store.writeJsonIfAbsent('idempotency/mine.json', {
      idempotencyKey: 'yours',
      execution: executionOf('yours'),
    });
    await expect(deliver('refused', 'mine')).rejects.toMatchObject({
      name: 'InvalidRunRequest',
      message:
        'field \'idempotencyKey\' is "mine", whose file idempotency/mine.json belongs to "yours"; valid: another key',
    });
  });

  test.each(['', 'x'.repeat(257), 7])('that is %j is refused before it is claimed', async (key) => {
    const before = await harness.keys('idempotency/');
    await expect(harness.plan('refused', { idempotencyKey: key })).rejects.toThrow(
      "field 'idempotencyKey' is",
    );
    expect(await harness.keys('idempotency/')).toEqual(before);
  });
});
