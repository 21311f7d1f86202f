import {
  DescribeTransformJobCommand,
  ListTagsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { RunLayout } from '../../domain/run/layout';
import { RUN_TAG, transformJobName } from '../../domain/run/names';
import { FIRST_ATTEMPT, FIRST_PASS } from '../../domain/run/passes';
import { objectUri } from '../../domain/run/s3-uri';
import { type JobInProgress } from './jobs-in-progress';

/**
 * The run that a job belongs to; undefined for a job that is not this deployment's. Anybody can
 * choose a job's name, and other deployments tag theirs alike: ours has the tag, the name that
 * start-transform builds from it, and writes into that run's folder in our bucket.
 */
export async function runOfJob(
  { name, arn }: JobInProgress,
  { bucket, sagemaker }: { bucket: string; sagemaker: SageMakerClient },
): Promise<RunLayout | undefined> {
  const { Tags = [] } = await sagemaker.send(new ListTagsCommand({ ResourceArn: arn }));
  const runId = Tags.find(({ Key }) => Key === RUN_TAG)?.Value;
  if (runId === undefined) return undefined;
  if (name !== transformJobName(runId, FIRST_PASS, FIRST_ATTEMPT)) return undefined;
  const layout = new RunLayout(runId);
  const job = await sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: name }));
  const outputPath = objectUri({ bucket, key: layout.outputPrefix(FIRST_PASS) });
  return job.TransformOutput?.S3OutputPath === outputPath ? layout : undefined;
}
