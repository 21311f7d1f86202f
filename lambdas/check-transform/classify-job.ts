import { type DescribeTransformJobCommandOutput } from '@aws-sdk/client-sagemaker';

export type JobDecision =
  'running' | 'finished' | 'failed' | 'no-capacity' | 'stopped' | 'timed-out';

const HOUR_MS = 3_600_000;

/**
 * What a job's state means for the run. A job that SageMaker calls Failed may hold most of the
 * answers: it fails when a single object does, and keeps the `.out` of all others.
 *
 * @param answeredShards how many `.out` objects there are
 * @param maxRuntimeHours counted from the job's creation: waiting for an instance counts too
 */
export function classifyJob(
  job: Pick<
    DescribeTransformJobCommandOutput,
    'TransformJobStatus' | 'CreationTime' | 'FailureReason'
  >,
  answeredShards: number,
  now: Date,
  maxRuntimeHours: number,
): JobDecision {
  switch (job.TransformJobStatus) {
    case 'Completed':
      return 'finished';
    case 'Failed':
      if (answeredShards > 0) return 'finished';
      // So the SDK for Python tells a lack of instances from a fault (session.py, CapacityError).
      return job.FailureReason?.startsWith('CapacityError') === true ? 'no-capacity' : 'failed';
    case 'Stopped':
      return 'stopped';
    case 'InProgress':
    case 'Stopping':
    case undefined:
      return elapsedHours(job.CreationTime, now) > maxRuntimeHours ? 'timed-out' : 'running';
  }
}

function elapsedHours(creation: Date | undefined, now: Date): number {
  return creation === undefined ? 0 : (now.getTime() - creation.getTime()) / HOUR_MS;
}
