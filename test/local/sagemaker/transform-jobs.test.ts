import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeTransformJobCommand,
  ListTransformJobsCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { systemClock } from '../../../local/clock';
import { type EventEntry } from '../../../local/events/event';
import { arnMaker } from '../../../local/sagemaker/arn';
import { JobFailure } from '../../../local/sagemaker/failures';
import { Models } from '../../../local/sagemaker/models';
import { openState } from '../../../local/state/disk-state';
import { type State, volatileState } from '../../../local/state/state';
import { TagStore } from '../../../local/sagemaker/tags';
import { TransformJobs } from '../../../local/sagemaker/transform-jobs';
import {
  ACCOUNT,
  BUCKET,
  type Harness,
  jobRequest,
  REGION,
  ROLE,
  startHarness,
  transformInput,
} from './sagemaker-harness';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.createModel('model');
  await harness.put('in/a', 'one\n');
  await harness.put('stuck/a', 'one\n');
  await harness.put('stuck/b', 'two\nHANG\n');
});

afterAll(async () => harness.close());

const stop = async (TransformJobName: string) =>
  harness.sagemaker.send(new StopTransformJobCommand({ TransformJobName }));
const describe = async (TransformJobName: string) =>
  harness.sagemaker.send(new DescribeTransformJobCommand({ TransformJobName }));

test('a stopped job passes through Stopping, keeps what was whole before and writes nothing after', async () => {
  await harness.createJob('stopped', {
    TransformInput: transformInput('stuck/'),
    TransformOutput: { S3OutputPath: `s3://${BUCKET}/stopped/` },
    MaxConcurrentTransforms: 2,
  });
  await harness.until(() => harness.logs.some(({ message }) => message === 'invoked: HANG'));
  while ((await harness.keys('stopped/')).length === 0);
  await stop('stopped');
  await harness.ended('stopped');

  expect(harness.statuses('stopped')).toEqual(['InProgress', 'Stopping', 'Stopped']);
  expect(await harness.keys('stopped/')).toEqual(['stopped/a.out']);
  const job = await describe('stopped');
  expect(job.TransformJobStatus).toBe('Stopped');
  expect(job.TransformEndTime).toBeInstanceOf(Date);
  expect(job.FailureReason).toBeUndefined();
});

test('an ended job cannot be stopped', async () => {
  await harness.createJob('ended');
  await harness.ended('ended');
  await expect(stop('ended')).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'The request was rejected because the transform job is in status Completed.',
  });
});

test('a job that does not exist is a ValidationException', async () => {
  const missing = {
    name: 'ValidationException',
    message: 'Could not find requested job with name: nobody',
  };
  await expect(describe('nobody')).rejects.toMatchObject(missing);
  await expect(stop('nobody')).rejects.toMatchObject(missing);
});

test('each change of state is an event with the whole job in it', async () => {
  const Tags = [{ Key: 'run', Value: 'r-1' }];
  await harness.createJob('told', { Tags, Environment: { A: 'b' }, MaxPayloadInMB: 1 });
  await harness.ended('told');
  const told = harness.events.filter(({ detail }) => detail.TransformJobName === 'told');

  expect(told.map(({ detail }) => detail.TransformJobStatus)).toEqual(['InProgress', 'Completed']);
  expect(told.at(-1)).toMatchObject({
    source: 'aws.sagemaker',
    detailType: 'SageMaker Transform Job State Change',
    resources: [(await describe('told')).TransformJobArn],
    detail: {
      ModelName: 'model',
      MaxPayloadInMB: 1,
      Environment: { A: 'b' },
      TransformInput: { SplitType: 'Line' },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
      CreationTime: expect.any(Number) as number,
      TransformEndTime: expect.any(Number) as number,
      Tags: { run: 'r-1' },
    },
  });
});

test('ListTransformJobs gives summaries, filtered', async () => {
  const { TransformJobSummaries } = await harness.sagemaker.send(
    new ListTransformJobsCommand({ StatusEquals: 'Stopped', NameContains: 'stop' }),
  );
  expect(TransformJobSummaries).toMatchObject([
    { TransformJobName: 'stopped', TransformJobStatus: 'Stopped' },
  ]);
});

/** A job whose run ends as the test says, also after it was stopped. */
async function startJob(state: State = volatileState) {
  const events: EventEntry[] = [];
  const { s3 } = harness;
  const tags = new TagStore(state);
  const arn = arnMaker(REGION, ACCOUNT);
  const images = () => ({ command: 'none', args: [] });
  const models = new Models({ s3, images, clock: systemClock, arn, tags });
  await models.create({
    ModelName: 'model',
    ExecutionRoleArn: ROLE,
    PrimaryContainer: { Image: 'fixture' },
  });
  let finish: () => void = () => undefined;
  let fail: (reason: Error) => void = () => undefined;
  const outcome = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  const newJobs = (kept: State) =>
    new TransformJobs({
      s3,
      models,
      tags: kept === state ? tags : new TagStore(kept),
      arn,
      clock: systemClock,
      region: REGION,
      quotas: {},
      emitEvent: (event) => events.push(structuredClone(event)),
      run: async () => outcome,
      state: kept,
    });
  const jobs = newJobs(state);
  await jobs.create(jobRequest('late', { Tags: [{ Key: 'run', Value: 'r-1' }] }));
  const statuses = () => events.map(({ detail }) => detail.TransformJobStatus);
  return { jobs, newJobs, finish, fail, statuses, events };
}

test('a job that a killed process has left in progress is Stopped, with its event', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'jobs-'));
  const first = openState(directory);
  const { newJobs, statuses, events } = await startJob(first);
  first.close();
  const second = openState(directory);
  const jobs = newJobs(second);
  jobs.endInterrupted();
  jobs.endInterrupted();
  expect(jobs.describe({ TransformJobName: 'late' })).toMatchObject({
    TransformJobStatus: 'Stopped',
    TransformEndTime: expect.any(Number) as number,
    ModelName: 'model',
  });
  expect(statuses()).toEqual(['InProgress', 'Stopped']);
  expect(events.at(-1)?.detail).toMatchObject({ Tags: { run: 'r-1' } });
  await expect(jobs.create(jobRequest('late'))).rejects.toThrow('already exists');
  second.close();
  rmSync(directory, { recursive: true });
});

test('a stop while a finished job clears up ends in Stopped', async () => {
  const { jobs, finish, statuses } = await startJob();
  const closed = jobs.close();
  finish();
  await closed;
  expect(statuses()).toEqual(['InProgress', 'Stopping', 'Stopped']);
});

test('a stop while a failed job clears up leaves it its FailureReason', async () => {
  const { jobs, fail, statuses } = await startJob();
  const closed = jobs.close();
  fail(new JobFailure('ClientError: no such thing'));
  await closed;
  expect(statuses()).toEqual(['InProgress', 'Stopping', 'Failed']);
  expect(jobs.describe({ TransformJobName: 'late' })).toMatchObject({
    FailureReason: 'ClientError: no such thing',
  });
});

test('closing the service stops what runs', async () => {
  const other = await startHarness();
  await other.createModel('model');
  await other.put('stuck/a', 'HANG');
  await other.createJob('left', { TransformInput: transformInput('stuck/') });
  await other.until(() => other.logs.some(({ message }) => message === 'invoked: HANG'));
  await other.close();
  expect(other.statuses('left')).toEqual(['InProgress', 'Stopping', 'Stopped']);
});
