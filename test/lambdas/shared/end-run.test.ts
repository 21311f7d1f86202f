import { type EndedExecution } from '../../../lambdas/shared/ended-execution';
import {
  article,
  executionOf,
  jsonl,
  type RunHarness,
  startRunHarness,
} from '../support/run-harness';
import { until } from '../../support/until';

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
  await harness.put('hanging.jsonl', jsonl(article('HANGING')));
  await harness.put('data.jsonl', jsonl(article('A.')));
});

afterAll(async () => harness.close());

const failed = (name: string, changes: Partial<EndedExecution> = {}): EndedExecution => ({
  execution: executionOf(name),
  status: 'Failed',
  error: { name: 'RunTimedOut', message: 'it took too long' },
  ...changes,
});

async function startHanging(runId: string): Promise<void> {
  await harness.plan(runId, { dataset: { uri: 'hanging.jsonl' } });
  await harness.prepare(runId);
  await harness.start(runId);
}

test('stops the job and writes why the run ended', async () => {
  await startHanging('running');
  expect(await harness.stop(failed('running'))).toEqual({
    runId: 'running',
    results: 'Failed',
    transformJob: 'stopped',
  });
  expect(await harness.ended('running')).toBe('Stopped');
  expect(await harness.results('running')).toMatchObject({
    status: 'Failed',
    runId: 'running',
    execution: executionOf('running'),
    error: { name: 'RunTimedOut', message: 'it took too long' },
    transformJob: {
      name: 'running-p1-a1',
      status: 'InProgress',
      instanceType: 'ml.m5.large',
      instanceCount: 1,
    },
    times: { started: executionOf('running').startTime },
    links: {
      results: 's3://data-bucket/runs/running/results.json',
      jobLogs: expect.stringContaining('logStreamNameFilter$3Drunning-p1-a1$252F') as string,
    },
  });
});

test('an aborted run is billed up to its end, as a lower bound: its job was running', async () => {
  await startHanging('billed');
  await until(async () => (await harness.describe('billed-p1-a1')).TransformStartTime);
  const aborted = { name: 'ExecutionAborted', message: 'the execution was stopped' };
  await harness.stop(failed('billed', { status: 'Aborted', error: aborted }));
  const { cost, times, transformJob } = await harness.results('billed');
  const billedSeconds = transformJob?.billedSeconds ?? NaN;
  expect(cost).toMatchObject({
    instanceHours: billedSeconds / 3600,
    note: expect.stringMatching(/^A lower bound: the transform job was still running\./) as string,
  });
  const { prepare, provision, transform, score } = times.phases;
  expect(transform).toBe(billedSeconds);
  expect((prepare ?? NaN) + (provision ?? NaN) + billedSeconds).toBeCloseTo(times.seconds, 3);
  expect(score).toBeNull();
});

test('a failed run whose job had ended is billed for what the job took', async () => {
  await harness.transform('unscored');
  await harness.stop(failed('unscored'));
  const { cost, times, transformJob } = await harness.results('unscored');
  const job = await harness.describe('unscored-p1-a1');
  const billed =
    (job.TransformEndTime?.getTime() ?? NaN) - (job.TransformStartTime?.getTime() ?? NaN);
  expect(transformJob).toMatchObject({ status: 'Completed', billedSeconds: billed / 1000 });
  expect(cost?.note).toBe(
    'No amount in USD: the price table of 2026-08-17 covers us-east-1, not eu-west-1.',
  );
  expect(times.phases.score).not.toBeNull();
});

test('the second writer yields: the first reason stays, and the job is looked at again', async () => {
  await startHanging('twice');
  await harness.stop(failed('twice'));
  await harness.ended('twice');
  const before = await harness.text('runs/twice/results.json');
  const aborted = { name: 'ExecutionAborted', message: 'the execution was stopped' };
  expect(await harness.stop(failed('twice', { status: 'Aborted', error: aborted }))).toEqual({
    runId: 'twice',
    results: 'final already',
    transformJob: 'Stopped',
  });
  expect(await harness.text('runs/twice/results.json')).toBe(before);
});

test('the job is stopped even when S3 refuses the results', async () => {
  await startHanging('refusing');
  const s3 = harness.store.s3;
  const refusing = {
    name: 'refuse',
    step: 'initialize',
    override: true,
  } as const;
  s3.middlewareStack.add(
    (next, context) => (args) =>
      context.commandName === 'PutObjectCommand'
        ? Promise.reject(new Error('SlowDown'))
        : next(args),
    refusing,
  );
  await expect(harness.stop(failed('refusing'))).rejects.toThrow('SlowDown');
  s3.middlewareStack.remove('refuse');
  expect(await harness.ended('refusing')).toBe('Stopped');
});

test('an owner file of another version does not keep the clean-up from stopping the job', async () => {
  await startHanging('upgraded');
  await harness.put(
    'runs/upgraded/owner.json',
    JSON.stringify({ contractVersion: 99, execution: executionOf('upgraded'), more: true }),
  );
  expect(await harness.stop(failed('upgraded'))).toMatchObject({ transformJob: 'stopped' });
});

test('a run that failed before it had a plan or a job has results too', async () => {
  expect(await harness.stop(failed('refused'))).toEqual({
    runId: 'refused',
    results: 'Failed',
    transformJob: 'none',
  });
  expect(await harness.results('refused')).toMatchObject({
    transformJob: null,
    cost: null,
    times: { phases: { prepare: null, provision: null, transform: null, score: null } },
    links: { transformJob: null, jobLogs: null },
  });
});

test('results of a completed run are not touched', async () => {
  await harness.transform('complete');
  await harness.evaluate('complete', 1);
  expect(await harness.stop(failed('complete'))).toEqual({
    runId: 'complete',
    results: 'final already',
    transformJob: 'Completed',
  });
  expect(await harness.results('complete')).toMatchObject({ status: 'Completed' });
});

test.each([
  { other: { ...executionOf('owned'), startTime: '2026-02-28T10:00:00.000Z' } },
  {
    other: { ...executionOf('owned'), arn: executionOf('owned').arn.replace('pipeline', 'other') },
  },
])(
  'a refused execution of the same name does not end the run that owns it: $other',
  async ({ other }) => {
    await harness.plan('owned');
    expect(await harness.stop(failed('owned', { execution: other }))).toEqual({
      runId: 'owned',
      results: 'of another execution',
      transformJob: 'untouched',
    });
    expect(await harness.keys('runs/owned/results.json')).toEqual([]);
  },
);

test("another deployment's job of the same name goes on", async () => {
  await harness.createForeignJob('shared-p1-a1', '{"id":0,"text_inputs":"HANGING"}\n');
  expect(await harness.stop(failed('shared'))).toMatchObject({ transformJob: 'none' });
  expect((await harness.describe('shared-p1-a1')).TransformJobStatus).toBe('InProgress');
});
