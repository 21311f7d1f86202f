import { CreateModelCommand, type CreateTransformJobCommandInput } from '@aws-sdk/client-sagemaker';
import {
  ACCOUNT,
  BUCKET,
  type Harness,
  REGION,
  ROLE,
  startHarness,
  transformInput,
} from './sagemaker-harness';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ quotas: { 'ml.g5.2xlarge': 1, 'ml.p3.2xlarge': 0 } });
  await harness.createModel('model');
  await harness.sagemaker.send(
    new CreateModelCommand({
      ModelName: 'prefix-model',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: {
        Image: 'fixture',
        ModelDataSource: {
          S3DataSource: {
            S3Uri: `s3://${BUCKET}/m/`,
            S3DataType: 'S3Prefix',
            CompressionType: 'None',
          },
        },
      },
    }),
  );
  await harness.put('in/a.jsonl', 'one\n');
  await harness.put('folder/', '');
});

afterAll(async () => harness.close());

async function refusal(job: Partial<CreateTransformJobCommandInput>): Promise<unknown> {
  return harness.createJob('refused', job).then(
    () => 'accepted',
    (error: unknown) => error,
  );
}

const resources = (InstanceType: string, more: object = {}) =>
  ({
    InstanceType,
    InstanceCount: 1,
    ...more,
  }) as CreateTransformJobCommandInput['TransformResources'];

const dataType = (S3DataType: 'AugmentedManifestFile' | 'Converse') => ({
  DataSource: { S3DataSource: { S3DataType, S3Uri: `s3://${BUCKET}/in/` } },
});

test.each<[string, Partial<CreateTransformJobCommandInput>, string]>([
  [
    'a name with an underscore',
    { TransformJobName: 'a_b' },
    "Value 'a_b' at 'transformJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  ],
  [
    'a name of 64 characters',
    { TransformJobName: 'a'.repeat(64) },
    "at 'transformJobName' failed to satisfy constraint: Member must have length less than or equal to 63",
  ],
  [
    'an instance type that has no batch transform',
    { TransformResources: resources('ml.p4d.24xlarge') },
    "Value 'ml.p4d.24xlarge' at 'transformResources.instanceType' failed to satisfy constraint: Member must satisfy enum value set: [",
  ],
  [
    'too long a time-out',
    { ModelClientConfig: { InvocationsTimeoutInSeconds: 3601 } },
    "Value '3601' at 'modelClientConfig.invocationsTimeoutInSeconds' failed to satisfy constraint: Member must have value less than or equal to 3600",
  ],
  [
    'too many retries',
    { ModelClientConfig: { InvocationsMaxRetries: 4 } },
    'Member must have value less than or equal to 3',
  ],
  [
    '17 variables',
    { Environment: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`V${i}`, ''])) },
    'Member must have length less than or equal to 16',
  ],
  [
    'a value of 10,241 characters',
    { Environment: { V: 'x'.repeat(10_241) } },
    'Map value must satisfy constraint: [Member must have length less than or equal to 10240]',
  ],
  [
    'an unknown model',
    { ModelName: 'nobody' },
    `Could not find model "arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/nobody".`,
  ],
  [
    'a model without a tar.gz',
    { ModelName: 'prefix-model' },
    "SageMaker Batch currently doesn't support Model entity with container definitions which use ModelDataSource attribute",
  ],
  [
    'no objects',
    { TransformInput: transformInput('nothing/') },
    `No S3 objects found under S3 URL "s3://${BUCKET}/nothing/" given in input data source. Please ensure that the bucket exists in the selected region (${REGION}), that objects exist under that S3 prefix, and that the role "${ROLE}" has "s3:ListBucket" permissions on bucket "${BUCKET}".`,
  ],
  ['a folder marker only', { TransformInput: transformInput('folder/') }, 'No S3 objects found'],
  [
    'more than 100 MB in flight',
    { MaxPayloadInMB: 51, MaxConcurrentTransforms: 2 },
    'MaxConcurrentTransforms * MaxPayloadInMB must not exceed 100 MB; 2 * 51 MB is 102 MB.',
  ],
  [
    'more than 100 MB in flight with the default payload',
    { MaxConcurrentTransforms: 17 },
    '17 * 6 MB is 102 MB',
  ],
  [
    'a volume key on local storage',
    { TransformResources: resources('ml.g5.xlarge', { VolumeKmsKeyId: 'key' }) },
    'VolumeKmsKeyId can not be requested for the instance type ml.g5.xlarge',
  ],
  [
    'SplitType RecordIO',
    { TransformInput: transformInput('in/', { SplitType: 'RecordIO' }) },
    "does not support SplitType 'RecordIO'. Supported: None, Line.",
  ],
  [
    'S3DataType AugmentedManifestFile',
    { TransformInput: transformInput('in/', dataType('AugmentedManifestFile')) },
    "does not support S3DataType 'AugmentedManifestFile'",
  ],
  [
    'S3DataType Converse',
    { TransformInput: transformInput('in/', dataType('Converse')) },
    "does not support S3DataType 'Converse'",
  ],
  ['a join', { DataProcessing: { JoinSource: 'Input' } }, "does not support JoinSource 'Input'"],
  [
    'a filter',
    { DataProcessing: { OutputFilter: '$.id' } },
    "does not support OutputFilter '$.id'",
  ],
  [
    'data capture',
    { DataCaptureConfig: { DestinationS3Uri: `s3://${BUCKET}/c/` } },
    'does not support DataCaptureConfig',
  ],
  ['payloads without a limit', { MaxPayloadInMB: 0 }, 'does not support MaxPayloadInMB 0'],
  [
    'an https output',
    { TransformOutput: { S3OutputPath: 'https://bucket/out' } },
    "does not support S3OutputPath 'https://bucket/out'",
  ],
])('refuses %s', async (_what, job, message) => {
  expect(await refusal(job)).toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message) as string,
  });
});

test('a refused job leaves no name behind and starts nothing', () => {
  expect(harness.events.filter(({ detail }) => detail.TransformJobName === 'refused')).toEqual([]);
});

test('DataProcessing that changes nothing is accepted', async () => {
  const DataProcessing = { InputFilter: '$', OutputFilter: '$', JoinSource: 'None' as const };
  await harness.createJob('no-processing', { DataProcessing });
  expect(await harness.ended('no-processing')).toBe('Completed');
});

test('a name is used once, also after the job has ended', async () => {
  await harness.createJob('once');
  await harness.ended('once');
  await expect(harness.createJob('once')).rejects.toMatchObject({
    name: 'ResourceInUse',
    message: expect.stringContaining(
      `already exists (arn:aws:sagemaker:${REGION}:${ACCOUNT}:transform-job/once)`,
    ) as string,
  });
});

test('of two requests with one name, one wins', async () => {
  const outcomes = await Promise.allSettled([harness.createJob('race'), harness.createJob('race')]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await harness.ended('race');
});

test('the quota counts the instances of running jobs', async () => {
  await harness.put('held/a', 'HANG');
  const job = { TransformResources: resources('ml.g5.2xlarge') };
  await harness.createJob('quota-1', { ...job, TransformInput: transformInput('held/') });
  await expect(harness.createJob('quota-2', job)).rejects.toMatchObject({
    name: 'ResourceLimitExceeded',
    message:
      "The account-level service limit 'ml.g5.2xlarge for transform job usage' is 1 Instances, with current utilization of 1 Instances and a request delta of 1 Instances. Please contact AWS support to request an increase for this limit.",
  });
  await expect(
    harness.createJob('quota-3', { TransformResources: resources('ml.p3.2xlarge') }),
  ).rejects.toThrow('is 0 Instances, with current utilization of 0 Instances');
});
