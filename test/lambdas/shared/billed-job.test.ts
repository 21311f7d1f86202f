import {
  jobCost,
  resultsJob,
  runTimes,
  type DescribedJob,
} from '../../../lambdas/shared/billed-job';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 31, 10) + seconds * 1000);

const job = (changes: Partial<DescribedJob> = {}): DescribedJob => ({
  TransformJobName: 'nightly-p1-a1',
  TransformJobStatus: 'Completed',
  TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 2 },
  CreationTime: at(5),
  TransformStartTime: at(60),
  TransformEndTime: at(960),
  ...changes,
});

const NOW = at(1860);
const RUNNING = { TransformJobStatus: 'InProgress', TransformEndTime: undefined } as const;
const PROVISIONING = { ...RUNNING, TransformStartTime: undefined };

test.each([
  { of: 'an ended job: from its start to its end', changes: {}, billedSeconds: 900 },
  { of: 'a running job: up to now', changes: RUNNING, billedSeconds: 1800 },
  { of: 'a job that waits for instances: nothing', changes: PROVISIONING, billedSeconds: 0 },
  {
    of: 'a job that never got an instance: nothing',
    changes: { TransformJobStatus: 'Failed', TransformStartTime: undefined } as const,
    billedSeconds: 0,
  },
])('billed is $of', ({ changes, billedSeconds }) => {
  expect(resultsJob(job(changes), NOW)).toStrictEqual({
    name: 'nightly-p1-a1',
    status: changes.TransformJobStatus ?? 'Completed',
    instanceType: 'ml.m5.large',
    instanceCount: 2,
    billedSeconds,
  });
});

test.each([
  { status: 'Completed', changes: {}, usd: 0.0575, note: null },
  { status: 'Failed', changes: { TransformJobStatus: 'Failed' }, usd: 0.0575, note: null },
  { status: 'Stopped', changes: { TransformJobStatus: 'Stopped' }, usd: 0.0575, note: null },
  {
    status: 'InProgress',
    changes: RUNNING,
    usd: 0.115,
    note: 'A lower bound: the transform job was still running.',
  },
  {
    status: 'Stopping',
    changes: { ...RUNNING, TransformJobStatus: 'Stopping' },
    usd: 0.115,
    note: 'A lower bound: the transform job was still running.',
  },
] as const)('a job that is $status costs $usd USD', ({ changes, usd, note }) => {
  expect(jobCost(job(changes), 'us-east-1', NOW)).toMatchObject({ usd, note });
});

test("a run's times are those of the execution and of its job", () => {
  expect(runTimes('2026-01-31T10:00:00.000Z', job(), at(970.5))).toStrictEqual({
    started: '2026-01-31T10:00:00.000Z',
    ended: '2026-01-31T10:16:10.500Z',
    seconds: 970.5,
    phases: { prepare: 5, provision: 55, transform: 900, score: 10.5 },
  });
});
