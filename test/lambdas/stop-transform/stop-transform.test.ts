import { type EndedExecution } from '../../../lambdas/stop-transform/ended-execution';
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
    transformJob: { name: 'running-p1-a1', status: 'InProgress' },
    times: { started: executionOf('running').startTime },
    links: { results: 's3://data-bucket/runs/running/results.json' },
  });
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
    links: { transformJob: null },
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
