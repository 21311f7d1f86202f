import { type Model } from './models';
import { type CreateTransformJobRequest } from './transform-job-request';

export type TransformJobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';

/** A job as the service keeps it. Times in epoch milliseconds. */
export interface TransformJob {
  readonly arn: string;
  readonly request: CreateTransformJobRequest;
  readonly model: Model;
  readonly creationTime: number;
  status: TransformJobStatus;
  lastModifiedTime: number;
  startTime?: number;
  endTime?: number;
  failureReason?: string;
}

/** JSON 1.1 writes times as seconds with a fraction. */
export function epochSeconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/** The request's members as DescribeTransformJob gives them back, with the defaults that AWS fills in. */
function echo(request: CreateTransformJobRequest): Record<string, unknown> {
  const { TransformInput: input, TransformOutput: output, DataProcessing, ...rest } = request;
  return {
    ModelName: rest.ModelName,
    MaxConcurrentTransforms: rest.MaxConcurrentTransforms,
    ModelClientConfig: rest.ModelClientConfig,
    MaxPayloadInMB: rest.MaxPayloadInMB,
    BatchStrategy: rest.BatchStrategy,
    Environment: rest.Environment,
    TransformInput: { CompressionType: 'None', SplitType: 'None', ...input },
    TransformOutput: { AssembleWith: 'None', KmsKeyId: '', ...output },
    TransformResources: rest.TransformResources,
    DataProcessing: { InputFilter: '$', OutputFilter: '$', JoinSource: 'None', ...DataProcessing },
  };
}

/** Answer of DescribeTransformJob; members that are undefined do not travel. */
export function describeTransformJob(job: TransformJob): Record<string, unknown> {
  return {
    ...echo(job.request),
    ...summarizeTransformJob(job),
    TransformStartTime: seconds(job.startTime),
  };
}

/** TransformJobSummary, the element of ListTransformJobs. */
export function summarizeTransformJob(job: TransformJob): Record<string, unknown> {
  return {
    TransformJobName: job.request.TransformJobName,
    TransformJobArn: job.arn,
    TransformJobStatus: job.status,
    CreationTime: epochSeconds(job.creationTime),
    TransformEndTime: seconds(job.endTime),
    LastModifiedTime: epochSeconds(job.lastModifiedTime),
    FailureReason: job.failureReason,
  };
}

/** `detail` of the event `SageMaker Transform Job State Change`; events carry epoch milliseconds. */
export function transformJobEventDetail(
  job: TransformJob,
  tags: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return {
    ...echo(job.request),
    TransformJobName: job.request.TransformJobName,
    TransformJobArn: job.arn,
    TransformJobStatus: job.status,
    FailureReason: job.failureReason,
    CreationTime: job.creationTime,
    TransformStartTime: job.startTime,
    TransformEndTime: job.endTime,
    Tags: tags,
  };
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : epochSeconds(milliseconds);
}
