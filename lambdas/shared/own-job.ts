import {
  DescribeTransformJobCommand,
  StopTransformJobCommand,
  type DescribeTransformJobCommandOutput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type RunLayout } from '../../domain/run/layout';
import { type Execution } from '../../domain/run/plan';
import { objectUri } from '../../domain/run/s3-uri';

/**
 * A transform job by its name, and how to tell it from a stranger of that name: names are unique in
 * an account and region, where other deployments run executions of the same name.
 */
export interface OwnJob {
  readonly name: string;
  /** Where it writes: below the run's folder, in this deployment's bucket. */
  readonly outputPath: string;
  /** ISO 8601; a job that is older was an earlier run's. */
  readonly notBefore: string;
}

export function ownJob(
  name: string,
  run: { layout: RunLayout; pass: number; bucket: string; execution: Execution },
): OwnJob {
  const { layout, pass, bucket, execution } = run;
  const outputPath = objectUri({ bucket, key: layout.outputPrefix(pass) });
  return { name, outputPath, notBefore: execution.startTime };
}

/** Undefined: there is no such job, or it is a stranger's. */
export async function findOwnJob(
  { name, outputPath, notBefore }: OwnJob,
  sagemaker: SageMakerClient,
): Promise<DescribeTransformJobCommandOutput | undefined> {
  try {
    const job = await sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: name }));
    const created = job.CreationTime?.getTime() ?? 0;
    // A second's grace: the two services may round their times.
    const isOlder = created + 1000 < Date.parse(notBefore);
    return job.TransformOutput?.S3OutputPath === outputPath && !isOlder ? job : undefined;
  } catch (error) {
    if (isNoSuchJob(error)) return undefined;
    throw error;
  }
}

/**
 * Stops the job unless it has ended.
 * @returns `stopped`, the status of a job that had ended, or `none`
 */
export async function stopOwnJob(own: OwnJob, sagemaker: SageMakerClient): Promise<string> {
  const job = await findOwnJob(own, sagemaker);
  if (job?.TransformJobStatus !== 'InProgress') return job?.TransformJobStatus ?? 'none';
  try {
    await sagemaker.send(new StopTransformJobCommand({ TransformJobName: own.name }));
    return 'stopped';
  } catch (error) {
    // It ended by itself between the look and the stop.
    const now = (await findOwnJob(own, sagemaker))?.TransformJobStatus;
    if (now !== undefined && now !== 'InProgress') return now;
    throw error;
  }
}

/** SageMaker answers a missing job with ValidationException, not with the modelled ResourceNotFound. */
function isNoSuchJob(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'ValidationException' || name === 'ResourceNotFound';
}
