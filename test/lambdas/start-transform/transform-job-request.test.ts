import { RunLayout } from '../../../domain/run/layout';
import { transformJobRequest } from '../../../lambdas/start-transform/transform-job-request';
import { plan, runSettings, type SettingsChanges } from '../../support/run-fixtures';

const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const requestOf = (changes: SettingsChanges = {}) =>
  transformJobRequest({
    plan: plan({ settings: runSettings(changes) }),
    layout: new RunLayout('nightly'),
    pass: 1,
    jobName: 'nightly-p1-a1',
    shards: 3,
    bucket: 'data-bucket',
    encryptionKeyArn: KEY_ARN,
  });

test('leaves nothing to a default that could change', () => {
  expect(requestOf()).toEqual({
    TransformJobName: 'nightly-p1-a1',
    ModelName: 'echo-1a2b3c4d',
    MaxConcurrentTransforms: 1,
    MaxPayloadInMB: 1,
    BatchStrategy: 'MultiRecord',
    ModelClientConfig: { InvocationsTimeoutInSeconds: 60, InvocationsMaxRetries: 0 },
    Environment: { HYPER_PARAMS: "{'batch_size': 4, 'max_length': 50, 'do_sample': True}" },
    TransformInput: {
      DataSource: {
        S3DataSource: {
          S3DataType: 'S3Prefix',
          S3Uri: 's3://data-bucket/runs/nightly/passes/1/input/',
        },
      },
      ContentType: 'application/jsonlines',
      SplitType: 'Line',
    },
    TransformOutput: {
      S3OutputPath: 's3://data-bucket/runs/nightly/passes/1/output/',
      Accept: 'text/csv',
      AssembleWith: 'Line',
      KmsKeyId: KEY_ARN,
    },
    TransformResources: {
      InstanceType: 'ml.m5.large',
      InstanceCount: 1,
      VolumeKmsKeyId: KEY_ARN,
    },
    Tags: [{ Key: 'text2text-batch:run-id', Value: 'nightly' }],
  });
});

test('follows the settings', () => {
  expect(
    requestOf({
      transform: {
        instanceType: 'ml.m5.xlarge',
        instanceCount: 3,
        maxPayloadInMB: 5,
        maxConcurrentTransforms: 2,
        batchStrategy: 'SingleRecord',
      },
    }),
  ).toMatchObject({
    MaxConcurrentTransforms: 2,
    MaxPayloadInMB: 5,
    BatchStrategy: 'SingleRecord',
    TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 3 },
  });
});

test('sets no HYPER_PARAMS for per-record hyperparameters: the container would ignore those', () => {
  expect(requestOf({ hyperParameters: null })).not.toHaveProperty('Environment');
  expect(requestOf({ hyperParameters: {} }).Environment).toEqual({ HYPER_PARAMS: '{}' });
});

test('names no key for the volume of an instance type with local disks: SageMaker would refuse it', () => {
  const request = requestOf({ transform: { instanceType: 'ml.g5.2xlarge' } });
  expect(request.TransformResources).not.toHaveProperty('VolumeKmsKeyId');
  expect(request.TransformOutput).toMatchObject({ KmsKeyId: KEY_ARN });
});
