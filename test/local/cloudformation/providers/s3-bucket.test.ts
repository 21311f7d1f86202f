import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '../../../../local/gateway/client-config';
import { startGateway } from '../../../../local/gateway/gateway';
import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const type = 'AWS::S3::Bucket';
const encryption = (rule: object) => ({
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: rule }],
  },
});

test('a bucket has a generated name, in lower case, and its attributes', async () => {
  const { state } = await harness.deployOne(type);
  expect(state.physicalId).toMatch(/^s-r-[a-z0-9]{12}$/);
  expect(harness.services.s3.hasBucket(state.physicalId)).toBe(true);
  expect(state.attributes).toEqual({
    Arn: `arn:aws:s3:::${state.physicalId}`,
    DomainName: `${state.physicalId}.s3.amazonaws.com`,
    RegionalDomainName: `${state.physicalId}.s3.us-east-1.amazonaws.com`,
  });
});

test('its configuration is the template, also after an update', async () => {
  await harness.deployOne(type, {
    BucketName: 'data',
    VersioningConfiguration: { Status: 'Enabled' },
    ...encryption({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'key' }),
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: 'true' },
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: 'true' } },
    Tags: [{ Key: 'team', Value: 'a' }],
  });
  expect(harness.services.s3.bucketConfiguration('data')).toMatchObject({
    versioning: 'Enabled',
    encryption: { algorithm: 'aws:kms', kmsKeyId: 'key' },
    publicAccessBlock: {
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: true,
    },
    eventBridge: true,
    tags: { team: 'a' },
  });
  await harness.deployOne(type, { BucketName: 'data', ...encryption({ SSEAlgorithm: 'AES256' }) });
  expect(harness.services.s3.bucketConfiguration('data')).toEqual({
    encryption: { algorithm: 'AES256' },
    // A bucket that had versions keeps them: it can stop to make more, not go back.
    versioning: 'Suspended',
  });
});

test('a bucket that an earlier process left is taken over', async () => {
  await harness.services.s3.createBucket('left');
  const { state } = await harness.deployOne(type, { BucketName: 'left' });
  expect(state.physicalId).toBe('left');
});

test('deleted with its stack', async () => {
  await harness.deployOne(type, { BucketName: 'data' });
  await harness.cloudFormation.deleteStack('S');
  expect(harness.services.s3.hasBucket('data')).toBe(false);
});

test('one that holds objects is not deleted: it stays with its stack', async () => {
  await harness.deployOne(type, { BucketName: 'data' });
  const { s3, region, accountId } = harness.services;
  const gateway = await startGateway({ region, accountId, port: 0, services: [s3] });
  const client = new S3Client(clientConfig(gateway.endpoint, region));
  await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'key', Body: 'text' }));
  await expect(harness.cloudFormation.deleteStack('S')).rejects.toThrow(
    "R (AWS::S3::Bucket) cannot be deleted: The bucket 'data' still holds objects",
  );
  expect(harness.cloudFormation.stack('S').status).toBe('DELETE_FAILED');
  await client.send(new DeleteObjectCommand({ Bucket: 'data', Key: 'key' }));
  await harness.cloudFormation.deleteStack('S');
  expect(s3.hasBucket('data')).toBe(false);
  client.destroy();
  await gateway.close();
});

test('one that another stack owns is not taken over', async () => {
  await harness.deployOne(type, { BucketName: 'data' });
  const Resources = { R: { Type: type, Properties: { BucketName: 'data' } } };
  await expect(
    harness.cloudFormation.deployStack({ stackName: 'T', template: { Resources } }),
  ).rejects.toThrow(`data already exists in stack ${harness.cloudFormation.stack('S').id}`);
  expect(harness.services.s3.hasBucket('data')).toBe(true);
});

test('a policy hangs on its bucket, and goes with its resource', async () => {
  const Bucket = { Type: type, Properties: { BucketName: 'data' } };
  const PolicyDocument = { Version: '2012-10-17', Statement: [] };
  const Policy = {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument },
  };
  await harness.deploy({ Bucket, Policy });
  const { policy = '' } = harness.services.s3.bucketConfiguration('data');
  expect(JSON.parse(policy)).toEqual(PolicyDocument);
  await harness.deploy({ Bucket });
  expect(harness.services.s3.bucketConfiguration('data').policy).toBeUndefined();
});

test('what is not supported is refused by its name', async () => {
  const NotificationConfiguration = { QueueConfigurations: [] };
  await expect(harness.deployOne(type, { NotificationConfiguration })).rejects.toThrow(
    'QueueConfigurations',
  );
});
