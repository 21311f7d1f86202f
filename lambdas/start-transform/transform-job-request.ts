import {
  type CreateTransformJobCommandInput,
  type TransformInstanceType,
} from '@aws-sdk/client-sagemaker';
import { hasLocalStorage } from '../../domain/jumpstart/transform-instance-types';
import { toPythonLiteral } from '../../domain/python-literal';
import { type RunLayout } from '../../domain/run/layout';
import { RUN_TAG } from '../../domain/run/names';
import { type Plan } from '../../domain/run/plan';

export interface TransformJobRequestOptions {
  readonly plan: Plan;
  readonly layout: RunLayout;
  readonly pass: number;
  readonly jobName: string;
  /** Objects of the input. */
  readonly shards: number;
  readonly bucket: string;
  readonly encryptionKeyArn: string;
}

/**
 * The request for the transform job, with nothing left to a default that could change: a payload
 * of six megabytes or a time-out of ten minutes would decide how many records share one loss.
 */
export function transformJobRequest(
  options: TransformJobRequestOptions,
): CreateTransformJobCommandInput {
  const { plan, layout, pass, jobName, shards, bucket, encryptionKeyArn } = options;
  const { transform, hyperParameters } = plan.settings;
  return {
    TransformJobName: jobName,
    ModelName: plan.model.modelName,
    MaxConcurrentTransforms: transform.maxConcurrentTransforms,
    MaxPayloadInMB: transform.maxPayloadInMB,
    BatchStrategy: transform.batchStrategy,
    ModelClientConfig: {
      InvocationsTimeoutInSeconds: plan.limits.invocationTimeoutSeconds,
      InvocationsMaxRetries: plan.limits.invocationRetries,
    },
    // The container reads a Python literal (True, not true). Set, it makes the container ignore
    // the records' own hyperparameters; unset, it runs each record with its own, one at a time.
    ...(hyperParameters === null
      ? {}
      : { Environment: { HYPER_PARAMS: toPythonLiteral(hyperParameters) } }),
    TransformInput: {
      DataSource: {
        S3DataSource: {
          S3DataType: 'S3Prefix',
          S3Uri: `s3://${bucket}/${layout.inputPrefix(pass)}`,
        },
      },
      ContentType: 'application/jsonlines',
      SplitType: 'Line',
    },
    TransformOutput: {
      S3OutputPath: `s3://${bucket}/${layout.outputPrefix(pass)}`,
      Accept: 'text/csv',
      AssembleWith: 'Line',
      // Left out, SageMaker takes the account's default key of S3, not the bucket's own.
      KmsKeyId: encryptionKeyArn,
    },
    TransformResources: {
      // Checked by plan-run against the model's own list.
      InstanceType: transform.instanceType as TransformInstanceType,
      // An object keeps one instance busy: more instances than shards would be billed for nothing.
      InstanceCount: Math.min(transform.instanceCount, shards),
      ...(hasLocalStorage(transform.instanceType) ? {} : { VolumeKmsKeyId: encryptionKeyArn }),
    },
    Tags: [{ Key: RUN_TAG, Value: plan.runId }],
  };
}
