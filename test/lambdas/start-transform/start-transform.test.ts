import { ListTagsCommand } from '@aws-sdk/client-sagemaker';
import { RunAlreadyEnded } from '../../../domain/run/errors';
import { RunLayout } from '../../../domain/run/layout';
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
  await harness.put('data.jsonl', jsonl(article('A.'), article('B.'), article('C.')));
  await harness.put('hanging.jsonl', jsonl(article('HANGING')));
  await harness.put('unusable.jsonl', jsonl({ article: '', highlights: 'x' }, { text: 'x' }));
});

afterAll(async () => harness.close());

async function prepare(runId: string, request: unknown = {}): Promise<void> {
  await harness.plan(runId, request);
  await harness.prepare(runId);
}

function abort(runId: string) {
  return harness.stop({
    execution: executionOf(runId),
    status: 'Aborted',
    error: { name: 'ExecutionAborted', message: 'the execution was stopped' },
  });
}

test('creates the job, with the run as its tag', async () => {
  await prepare('started');
  expect(await harness.start('started')).toEqual({
    transformJobName: 'started-p1-a1',
    shards: 2,
    submitted: 3,
  });
  const job = await harness.describe('started-p1-a1');
  const { Tags } = await harness.sagemaker.send(
    new ListTagsCommand({ ResourceArn: job.TransformJobArn }),
  );
  expect(Tags).toEqual([{ Key: 'text2text-batch:run-id', Value: 'started' }]);
});

test('the same attempt twice is one job', async () => {
  await prepare('twice');
  const first = await harness.start('twice');
  const created = (await harness.describe('twice-p1-a1')).CreationTime;
  expect(await harness.start('twice')).toEqual(first);
  expect((await harness.describe('twice-p1-a1')).CreationTime).toEqual(created);
});

test("a job of that name that is not the run's is left alone", async () => {
  await prepare('foreign');
  await harness.createForeignJob('foreign-p1-a1');
  await expect(harness.start('foreign')).rejects.toMatchObject({
    name: 'TransformJobRefused',
    message:
      'the name of the transform job, foreign-p1-a1, was used by another run before or by another deployment; start the execution under another name',
  });
  expect(await harness.ended('foreign')).toBe('Completed');
});

test('an execution that was aborted meanwhile: the newborn job is stopped', async () => {
  await prepare('aborted', { dataset: { uri: 'hanging.jsonl' } });
  harness.sagemaker.middlewareStack.add(
    (next, context) => async (args) => {
      // The abort, and the clean-up that finds no job, come just before the job is born.
      if (context.commandName === 'CreateTransformJobCommand') await abort('aborted');
      return next(args);
    },
    { step: 'initialize', name: 'abort' },
  );
  const refusal = {
    name: 'RunAlreadyEnded',
    message:
      'the run ended as Aborted while its transform job aborted-p1-a1 was created; the job is stopped',
  };
  await expect(harness.start('aborted')).rejects.toMatchObject(refusal);
  harness.sagemaker.middlewareStack.remove('abort');
  expect(await harness.ended('aborted')).toBe('Stopped');
});

test('the newborn job is stopped also when the abort was written by another version', async () => {
  await prepare('upgraded', { dataset: { uri: 'hanging.jsonl' } });
  const { results } = new RunLayout('upgraded');
  const ofTomorrow = { contractVersion: 2, status: 'Aborted', times: { ended: 'now' }, new: true };
  harness.sagemaker.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'CreateTransformJobCommand') {
        await harness.put(results, JSON.stringify(ofTomorrow));
      }
      return next(args);
    },
    { step: 'initialize', name: 'abort' },
  );
  await expect(harness.start('upgraded')).rejects.toThrow(RunAlreadyEnded);
  harness.sagemaker.middlewareStack.remove('abort');
  expect(await harness.ended('upgraded')).toBe('Stopped');
});

test('a run with final results starts no job: a redriven execution, or a retry of this step', async () => {
  await prepare('over');
  await abort('over');
  await expect(harness.start('over')).rejects.toMatchObject({
    name: 'RunAlreadyEnded',
    message: expect.stringMatching(
      /^the run over has final results already \(Aborted, of .*another name$/,
    ) as string,
  });
  await expect(harness.describe('over-p1-a1')).rejects.toThrow('Could not find');
});

test('no more instances than shards: the others would be billed for nothing', async () => {
  await prepare('idle', { transform: { instanceCount: 9 } });
  const { shards } = await harness.start('idle');
  expect((await harness.describe('idle-p1-a1')).TransformResources?.InstanceCount).toBe(shards);
});

test('no usable record: the reasons with their lines', async () => {
  await prepare('unusable', { dataset: { uri: 'unusable.jsonl' } });
  await expect(harness.start('unusable')).rejects.toMatchObject({
    name: 'NoUsableRecords',
    message:
      "none of the 2 records of s3://data-bucket/unusable.jsonl can be submitted: line 1: column 'article' is blank; line 2: column 'article' is missing",
  });
});

test('a preparation that left nothing', async () => {
  await harness.plan('crashed');
  await expect(harness.start('crashed')).rejects.toMatchObject({
    name: 'StepIncomplete',
    message: expect.stringContaining(
      'part 0 of the data set left no outcome: prepare-input crashed',
    ) as string,
  });
});

test('an error that the preparation left keeps its name', async () => {
  await harness.plan('left');
  await harness.store.writeJson(new RunLayout('left').partOutcome(0), {
    contractVersion: 1,
    kind: 'failed',
    error: { name: 'DatasetUnusable', message: 'line 2: id 1 stands there twice' },
  });
  await expect(harness.start('left')).rejects.toMatchObject({
    name: 'DatasetUnusable',
    message: 'line 2: id 1 stands there twice',
  });
});

test('a quota of none: no waiting will help', async () => {
  await prepare('quota', { transform: { instanceType: 'ml.m5.xlarge' } });
  await expect(harness.start('quota')).rejects.toMatchObject({
    name: 'TransformJobRefused',
    message: expect.stringMatching(
      /^this account may not use ml.m5.xlarge: The account-level service limit .*Service Quotas/,
    ) as string,
  });
});

test('a job that SageMaker refuses', async () => {
  await harness.plan('refused');
  await harness.prepare('refused');
  const plan = JSON.parse(await harness.text('runs/refused/plan.json')) as { model: object };
  const model = { ...plan.model, modelName: 'deleted-model' };
  await harness.store.writeJson('runs/refused/plan.json', { ...plan, model });
  await expect(harness.start('refused')).rejects.toMatchObject({
    name: 'TransformJobRefused',
    message: expect.stringMatching(
      /ValidationException: Could not find model .*deleted-model/,
    ) as string,
  });
});
