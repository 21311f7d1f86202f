import * as z from 'zod';
import { type BucketConfiguration } from '../../s3/bucket-configuration';
import { type EmbeddedServices } from '../embedded-services';
import {
  type ResourceProvider,
  type ResourceState,
  booleanProperty,
  defineProvider,
  kept,
} from '../resource-provider';

const encryptionRule = z.looseObject({
  ServerSideEncryptionByDefault: z.strictObject({
    SSEAlgorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
    KMSMasterKeyID: z.string().optional(),
  }),
  BucketKeyEnabled: booleanProperty.optional(),
});
const properties = z.strictObject({
  BucketName: z.string().optional(),
  VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  BucketEncryption: z
    .strictObject({ ServerSideEncryptionConfiguration: z.array(encryptionRule).min(1) })
    .optional(),
  PublicAccessBlockConfiguration: z
    .strictObject({
      BlockPublicAcls: booleanProperty.default(false),
      IgnorePublicAcls: booleanProperty.default(false),
      BlockPublicPolicy: booleanProperty.default(false),
      RestrictPublicBuckets: booleanProperty.default(false),
    })
    .optional(),
  NotificationConfiguration: z
    .strictObject({
      EventBridgeConfiguration: z
        .strictObject({ EventBridgeEnabled: booleanProperty.default(true) })
        .optional(),
    })
    .optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
  /** Nothing expires on one machine, and no access log is written. */
  LifecycleConfiguration: kept,
  LoggingConfiguration: kept,
  OwnershipControls: kept,
  AccessControl: kept,
});

/** AWS::S3::Bucket. A bucket of the same name that is there already, from an earlier process, is taken over. */
export function bucketProvider({ s3, region }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'BucketName',
    replacedBy: ['BucketName'],
    async create(wanted, request) {
      const name = wanted.BucketName ?? request.physicalName({ maxLength: 63, lowerCase: true });
      const configuration = configurationOf(wanted);
      if (s3.hasBucket(name)) await s3.configureBucket(name, configuration);
      else await s3.createBucket(name, configuration);
      return stateOf(name, region);
    },
    async update(wanted, _, previous) {
      await s3.configureBucket(previous.physicalId, configurationOf(wanted));
      return previous;
    },
    delete: ({ physicalId }) => s3.deleteBucket(physicalId),
  });
}

function configurationOf(wanted: z.infer<typeof properties>): BucketConfiguration {
  const rule = wanted.BucketEncryption?.ServerSideEncryptionConfiguration[0];
  const byDefault = rule?.ServerSideEncryptionByDefault;
  return {
    versioning: wanted.VersioningConfiguration?.Status,
    encryption: byDefault && {
      algorithm: byDefault.SSEAlgorithm,
      kmsKeyId: byDefault.KMSMasterKeyID,
      bucketKeyEnabled: rule.BucketKeyEnabled,
    },
    publicAccessBlock: wanted.PublicAccessBlockConfiguration,
    eventBridge: wanted.NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled,
    tags: wanted.Tags && Object.fromEntries(wanted.Tags.map(({ Key, Value }) => [Key, Value])),
  };
}

function stateOf(name: string, region: string): ResourceState {
  return {
    physicalId: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    },
  };
}
