import { type DescribeTransformJobCommandOutput } from '@aws-sdk/client-sagemaker';
import { transformJobCost, type TransformJobCost } from '../../domain/cost/transform-job-cost';
import { runPhases, secondsBetween } from '../../domain/run/phases';
import { type ResultsJob, type RunTimes } from '../../domain/run/results';

/** What the functions take of DescribeTransformJob. */
export type DescribedJob = Pick<
  DescribeTransformJobCommandOutput,
  | 'TransformJobName'
  | 'TransformJobStatus'
  | 'TransformResources'
  | 'CreationTime'
  | 'TransformStartTime'
  | 'TransformEndTime'
>;

/**
 * The job as results have it.
 * @param now up to which a job that has not ended is billed
 */
export function resultsJob(job: DescribedJob, now: Date): ResultsJob {
  const { TransformStartTime: start, TransformEndTime: end = now } = job;
  return {
    name: job.TransformJobName ?? '',
    status: job.TransformJobStatus ?? '',
    instanceType: job.TransformResources?.InstanceType ?? '',
    // As it was started: never more instances than shards.
    instanceCount: job.TransformResources?.InstanceCount ?? 1,
    // Without a start it has had no instance yet, or never got one.
    billedSeconds: start ? secondsBetween(start, end) : 0,
  };
}

/** What the job has cost until now, which is all when it has ended. */
export function jobCost(job: DescribedJob, region: string, now: Date): TransformJobCost {
  const { instanceType, instanceCount, billedSeconds, status } = resultsJob(job, now);
  const isRunning = status === 'InProgress' || status === 'Stopping';
  return transformJobCost({ instanceType, instanceCount, billedSeconds, region, isRunning });
}

/**
 * @param startTime of the execution, ISO 8601
 * @param job undefined: the run ended before it had one
 */
export function runTimes(startTime: string, job: DescribedJob | undefined, ended: Date): RunTimes {
  const started = new Date(startTime);
  const jobTimes = job && {
    created: job.CreationTime,
    transformStarted: job.TransformStartTime,
    transformEnded: job.TransformEndTime,
  };
  return {
    started: started.toISOString(),
    ended: ended.toISOString(),
    seconds: secondsBetween(started, ended),
    phases: runPhases(started, jobTimes, ended),
  };
}
