import { paginateListTransformJobs, type SageMakerClient } from '@aws-sdk/client-sagemaker';

export interface JobInProgress {
  readonly name: string;
  readonly arn: string;
}

/**
 * All transform jobs of the account and region that run now, whoever's, newest first. All pages are
 * read before the first job is touched: a job that is stopped would leave the list it is paged by.
 */
export async function jobsInProgress(sagemaker: SageMakerClient): Promise<JobInProgress[]> {
  const jobs: JobInProgress[] = [];
  const pages = paginateListTransformJobs(
    { client: sagemaker, pageSize: 100 },
    { StatusEquals: 'InProgress', SortBy: 'CreationTime', SortOrder: 'Descending' },
  );
  for await (const { TransformJobSummaries = [] } of pages) {
    for (const { TransformJobName: name, TransformJobArn: arn } of TransformJobSummaries) {
      if (name !== undefined && arn !== undefined) jobs.push({ name, arn });
    }
  }
  return jobs;
}
