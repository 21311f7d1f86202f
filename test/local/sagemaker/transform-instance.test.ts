import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DescribeTransformJobCommand, StopTransformJobCommand } from '@aws-sdk/client-sagemaker';
import { systemClock } from '../../../local/clock';
import { BUCKET, type Harness, startHarness } from './sagemaker-harness';

let harness: Harness;
let expireStartup: (() => void)[] = [];

beforeAll(async () => {
  harness = await startHarness({
    startupTimeoutMs: 1_800_000,
    containerTime: {
      sleep: async (milliseconds, signal) => {
        // The limit for the start comes when a test says so; the grace before SIGKILL passes at once.
        if (milliseconds === 1_800_000) return new Promise((end) => expireStartup.push(end));
        return systemClock.sleep(milliseconds === 10_000 ? 0 : milliseconds, signal);
      },
    },
  });
  await harness.put('in/a', 'one\n');
});

afterAll(async () => harness.close());

const ALGORITHM_ERROR = 'AlgorithmError: See job logs for more information';

async function runWith(name: string, environment: Record<string, string>): Promise<unknown> {
  await harness.createModel(name, environment);
  await harness.createJob(name, { ModelName: name });
  await harness.ended(name);
  const { TransformJobStatus, FailureReason } = await harness.sagemaker.send(
    new DescribeTransformJobCommand({ TransformJobName: name }),
  );
  return FailureReason ?? TransformJobStatus;
}

const linesOf = (job: string): string[] =>
  harness.logs.filter(({ stream }) => stream.startsWith(`${job}/`)).map(({ message }) => message);

test.each(['never', 'hang'])(
  'a container that is never healthy (ping: %s) fails the job',
  async (ping) => {
    const name = `ping-${ping}`;
    expireStartup = [];
    const ended = runWith(name, { FIXTURE_PING: ping });
    await harness.until(() => linesOf(name).some((line) => line.startsWith('listening')));
    for (const expire of expireStartup) expire();
    expect(await ended).toBe(ALGORITHM_ERROR);
  },
);

test('a container that ends before it listens fails the job at once, its words in the log', async () => {
  expect(await runWith('exits', { FIXTURE_EXIT: '7' })).toBe(ALGORITHM_ERROR);
  expect(linesOf('exits')).toEqual([
    'cannot load the model',
    'The container ended with exit code 7',
  ]);
});

test('the container is asked for its wishes, and the request overrules them', async () => {
  const FIXTURE_PARAMETERS =
    '{"MaxConcurrentTransforms":4,"BatchStrategy":"SINGLE_RECORD","MaxPayloadInMB":3}';
  await harness.createModel('wishes', { FIXTURE_PARAMETERS });
  await harness.createJob('wish-1', { ModelName: 'wishes' });
  await harness.createJob('wish-2', {
    ModelName: 'wishes',
    MaxPayloadInMB: 2,
    MaxConcurrentTransforms: 0,
  });
  await harness.ended('wish-1');
  await harness.ended('wish-2');
  expect(harness.dataLog('wish-1')).toEqual([
    'T:[sagemaker logs]: MaxConcurrentTransforms=4, MaxPayloadInMB=3, BatchStrategy=SINGLE_RECORD',
  ]);
  expect(harness.dataLog('wish-2')).toEqual([
    'T:[sagemaker logs]: MaxConcurrentTransforms=4, MaxPayloadInMB=2, BatchStrategy=SINGLE_RECORD',
  ]);
});

test('wishes that make no sense are ignored', async () => {
  expect(
    await runWith('nonsense', { FIXTURE_PARAMETERS: '{"MaxConcurrentTransforms":"many"}' }),
  ).toBe('Completed');
  expect(harness.dataLog('nonsense')[0]).toContain('MaxConcurrentTransforms=1, MaxPayloadInMB=6');
});

test('log streams are named after the job, the instance and the time', async () => {
  await runWith('streams', {});
  const streams = harness.logs.filter(({ stream }) => stream.startsWith('streams/'));
  expect(new Set(streams.map(({ group }) => group))).toEqual(
    new Set(['/aws/sagemaker/TransformJobs']),
  );
  for (const { stream } of streams) {
    expect(stream).toMatch(/^streams\/i-[0-9a-f]{16}-\d{13}(\/data-log)?$/);
  }
});

test('a container that ignores SIGTERM is killed', async () => {
  expect(await runWith('stubborn', { FIXTURE_IGNORE_SIGTERM: '1' })).toBe('Completed');
});

test('a job that is stopped while its container starts is Stopped, and leaves no files', async () => {
  await harness.createModel('slow', { FIXTURE_PING: 'never' });
  await harness.createJob('stopped-early', { ModelName: 'slow' });
  await harness.until(() => linesOf('stopped-early').some((line) => line.startsWith('listening')));
  await harness.sagemaker.send(new StopTransformJobCommand({ TransformJobName: 'stopped-early' }));
  expect(await harness.ended('stopped-early')).toBe('Stopped');
  expect(await readdir(join(harness.folder, 'work/jobs'))).toEqual([]);
});

test('one container an instance, the objects dealt out among them, none for an instance without objects', async () => {
  for (const key of ['a', 'b', 'c']) await harness.put(`spread/${key}`, 'plain');
  await harness.createModel('spread');
  const spread = async (name: string, InstanceCount: number) => {
    await harness.createJob(name, {
      ModelName: 'spread',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/spread/` } },
      },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount },
    });
    expect(await harness.ended(name)).toBe('Completed');
    const invoked = harness.logs.filter(
      ({ stream, message }) => stream.startsWith(`${name}/`) && message === 'invoked: plain',
    );
    const byStream = new Map<string, number>();
    for (const { stream } of invoked) byStream.set(stream, (byStream.get(stream) ?? 0) + 1);
    return [...byStream.values()].sort();
  };
  expect(await spread('two', 2)).toEqual([1, 2]);
  expect(await spread('nine', 9)).toEqual([1, 1, 1]);
});
