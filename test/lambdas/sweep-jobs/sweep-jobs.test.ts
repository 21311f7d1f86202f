import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { sweepJobs } from '../../../lambdas/sweep-jobs/sweep-jobs';
import { recordedMetrics } from '../announce-run/recorded-metrics';
import {
  article,
  BUCKET,
  executionOf,
  jsonl,
  type RunHarness,
  startRunHarness,
} from '../support/run-harness';
import { startStateMachine } from './state-machine';

let harness: RunHarness;
let machine: Awaited<ReturnType<typeof startStateMachine>>;

beforeEach(async () => {
  harness = await startRunHarness();
  machine = await startStateMachine();
  await harness.put('hanging.jsonl', jsonl(article('HANGING')));
});
afterEach(async () => {
  await machine.close();
  await harness.close();
});

/** Starts an execution, and the job of its run, which goes on until it is stopped. */
async function startHanging(name: string, input: object = {}): Promise<void> {
  await machine.start(name, input);
  await harness.plan(name, { dataset: { uri: 'hanging.jsonl' } });
  await harness.prepare(name);
  await harness.start(name);
}

/** Sweeps. @returns what the sweep says, and the values of SweptJobs that it wrote */
async function sweep() {
  const { store, sagemaker } = harness;
  const { metrics, lines } = recordedMetrics();
  const outcome = await sweepJobs({
    store,
    sagemaker,
    stepFunctions: machine.client,
    metrics,
    region: 'eu-west-1',
    now: () => new Date(),
  }).catch((error: unknown) => error);
  const counted = lines().map(({ values }) => values.SweptJobs);
  jest.restoreAllMocks();
  return { outcome, counted };
}

const statusOf = async (run: string) => (await harness.describe(`${run}-p1-a1`)).TransformJobStatus;

test('a job whose execution runs is left alone, and 0 is counted', async () => {
  await startHanging('running');
  expect(await sweep()).toEqual({
    outcome: { inProgress: 1, stopped: [], ownerless: [] },
    counted: [0],
  });
  expect(await statusOf('running')).toBe('InProgress');
  expect(await harness.keys('runs/running/results.json')).toEqual([]);
});

test('a job whose execution was aborted is stopped, and its run has results', async () => {
  await startHanging('aborted');
  await machine.abort('aborted');
  expect(await sweep()).toEqual({
    outcome: { inProgress: 1, stopped: ['aborted-p1-a1'], ownerless: [] },
    counted: [1],
  });
  expect(await harness.ended('aborted')).toBe('Stopped');
  expect(await harness.results('aborted')).toMatchObject({
    status: 'Aborted',
    execution: executionOf('aborted'),
    error: { name: 'Operator', message: 'why' },
    transformJob: { name: 'aborted-p1-a1' },
  });
});

test('the next sweep finds nothing to do', async () => {
  await startHanging('once');
  await machine.abort('once');
  await sweep();
  await harness.ended('once');
  expect(await sweep()).toEqual({
    outcome: { inProgress: 0, stopped: [], ownerless: [] },
    counted: [0],
  });
});

test('an execution that Step Functions has forgotten needs no job any more', async () => {
  await harness.plan('forgotten', { dataset: { uri: 'hanging.jsonl' } });
  await harness.prepare('forgotten');
  await harness.start('forgotten');
  expect((await sweep()).outcome).toMatchObject({ stopped: ['forgotten-p1-a1'] });
  expect(await harness.results('forgotten')).toMatchObject({
    status: 'Failed',
    error: { name: 'ExecutionDoesNotExist' },
  });
});

test('a job that outlived the success of its run is stopped, and the results stay', async () => {
  await startHanging('succeeded', { end: true });
  const results = '{"final": true}';
  await harness.put('runs/succeeded/results.json', results);
  expect((await sweep()).outcome).toMatchObject({ stopped: ['succeeded-p1-a1'] });
  expect(await harness.text('runs/succeeded/results.json')).toBe(results);
});

test("jobs of others are left alone, though they have a run's name or its tag", async () => {
  const hanging = '{"id":0,"text_inputs":"HANGING"}\n';
  const tags = (run: string) => [{ Key: 'text2text-batch:run-id', Value: run }];
  await harness.createForeignJob('plain', hanging);
  await harness.createForeignJob('named-p1-a1', hanging);
  await harness.createForeignJob('other-bucket-p1-a1', hanging, tags('other-bucket'));
  await harness.createForeignJob('other-name', hanging, tags('tagged'));
  expect(await sweep()).toEqual({
    outcome: { inProgress: 4, stopped: [], ownerless: [] },
    counted: [0],
  });
  for (const name of ['plain', 'named-p1-a1', 'other-bucket-p1-a1', 'other-name']) {
    expect((await harness.describe(name)).TransformJobStatus).toBe('InProgress');
  }
});

test('a finished job is not looked at', async () => {
  await machine.start('finished');
  await harness.put('data.jsonl', jsonl(article('A.')));
  await harness.transform('finished');
  await machine.abort('finished');
  expect((await sweep()).outcome).toMatchObject({ inProgress: 0 });
  expect(await harness.keys('runs/finished/results.json')).toEqual([]);
});

test('a job whose run has no owner file is told, not stopped', async () => {
  await startHanging('ownerless');
  await machine.abort('ownerless');
  await harness.s3.send(
    new DeleteObjectCommand({ Bucket: BUCKET, Key: 'runs/ownerless/owner.json' }),
  );
  expect((await sweep()).outcome).toEqual({
    inProgress: 1,
    stopped: [],
    ownerless: ['ownerless-p1-a1'],
  });
  expect(await statusOf('ownerless')).toBe('InProgress');
});

test('all pages of the list are read, though stopping takes jobs out of it', async () => {
  harness.sagemaker.middlewareStack.add(
    (next) => (args) => {
      if ('StatusEquals' in args.input) Object.assign(args.input, { MaxResults: 1 });
      return next(args);
    },
    { step: 'initialize', name: 'small pages' },
  );
  for (const name of ['first', 'second', 'third']) {
    await startHanging(name);
    await machine.abort(name);
  }
  expect(await sweep()).toEqual({
    outcome: {
      inProgress: 3,
      stopped: ['third-p1-a1', 'second-p1-a1', 'first-p1-a1'],
      ownerless: [],
    },
    counted: [3],
  });
});

test('a job that cannot be stopped does not keep the others from being stopped', async () => {
  for (const name of ['older', 'refused', 'newer']) {
    await startHanging(name);
    await machine.abort(name);
  }
  harness.sagemaker.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        commandName === 'StopTransformJobCommand' &&
        (args.input as { TransformJobName?: string }).TransformJobName === 'refused-p1-a1'
          ? Promise.reject(Object.assign(new Error('not allowed'), { name: 'AccessDenied' }))
          : next(args),
    { step: 'initialize', name: 'refusal' },
  );
  const { outcome, counted } = await sweep();
  expect(outcome).toMatchObject({
    name: 'SweepIncomplete',
    message:
      'transform jobs that could not be judged or stopped: refused-p1-a1: AccessDenied: not allowed; ' +
      'stopped: newer-p1-a1, older-p1-a1',
    cause: expect.objectContaining({ name: 'AccessDenied' }) as Error,
  });
  expect(counted).toEqual([2]);
  expect(await harness.ended('older')).toBe('Stopped');
  expect(await harness.ended('newer')).toBe('Stopped');
  expect(await statusOf('refused')).toBe('InProgress');
});
