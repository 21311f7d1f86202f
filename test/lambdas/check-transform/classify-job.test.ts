import { type TransformJobStatus } from '@aws-sdk/client-sagemaker';
import { classifyJob, type JobDecision } from '../../../lambdas/check-transform/classify-job';

const CREATED = new Date('2026-01-31T10:00:00Z');
const after = (hours: number): Date => new Date(CREATED.getTime() + hours * 3_600_000);

test.each<{
  status: TransformJobStatus | undefined;
  answered?: number;
  hours?: number;
  decision: JobDecision;
}>([
  { status: 'InProgress', decision: 'running' },
  { status: 'InProgress', hours: 2, decision: 'running' },
  { status: 'InProgress', hours: 2.001, decision: 'timed-out' },
  { status: 'Stopping', hours: 1, decision: 'running' },
  { status: 'Stopping', hours: 3, decision: 'timed-out' },
  { status: undefined, decision: 'running' },
  { status: 'Completed', hours: 3, decision: 'finished' },
  { status: 'Failed', answered: 0, decision: 'failed' },
  { status: 'Failed', answered: 1, hours: 3, decision: 'finished' },
  { status: 'Stopped', answered: 5, decision: 'stopped' },
])(
  '$status, $answered shards answered, after $hours h of 2: $decision',
  ({ status, answered = 0, hours = 1, decision }) => {
    const job = { TransformJobStatus: status, CreationTime: CREATED };
    expect(classifyJob(job, answered, after(hours), 2)).toBe(decision);
  },
);

test('a lack of instances is told from a fault, unless there are answers', () => {
  const job = {
    TransformJobStatus: 'Failed' as const,
    CreationTime: CREATED,
    FailureReason: 'CapacityError: Unable to provision requested ML compute capacity.',
  };
  expect(classifyJob(job, 0, after(1), 2)).toBe('no-capacity');
  expect(classifyJob(job, 1, after(1), 2)).toBe('finished');
});

test('a job without a creation time is not timed out', () => {
  const job = { TransformJobStatus: 'InProgress' as const, CreationTime: undefined };
  expect(classifyJob(job, 0, after(1000), 1)).toBe('running');
});
