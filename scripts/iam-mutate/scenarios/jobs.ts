import {
  DescribeTransformJobCommand,
  ListTransformJobsCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { type Application } from '../../runbook/application';
import { until } from '../until';

export async function jobsOf({ sagemaker }: Application, id: string): Promise<string[]> {
  const { TransformJobSummaries = [] } = await sagemaker.send(
    new ListTransformJobsCommand({ NameContains: id, StatusEquals: 'InProgress' }),
  );
  return TransformJobSummaries.map(({ TransformJobName = '' }) => TransformJobName);
}

export async function jobStatus({ sagemaker }: Application, name: string): Promise<string> {
  return until(async () => {
    const { TransformJobStatus, FailureReason } = await sagemaker.send(
      new DescribeTransformJobCommand({ TransformJobName: name }),
    );
    if (TransformJobStatus === 'Stopping') return undefined;
    return FailureReason === undefined ? TransformJobStatus : `Failed: ${FailureReason}`;
  });
}

/** Where a right was missing, a job may be left over; the account may stop it. */
export async function stopJobs(application: Application, id: string): Promise<void> {
  for (const TransformJobName of await jobsOf(application, id)) {
    await application.sagemaker.send(new StopTransformJobCommand({ TransformJobName }));
    await jobStatus(application, TransformJobName);
  }
}
