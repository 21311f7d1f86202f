import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { RAW_TAG } from '../../domain/run/names';
import { EncryptionKey } from './encryption-key';

export interface RunStorageProps {
  /** Of inputs and outputs of transform jobs after they were scored. Null: they are kept. */
  readonly rawRetentionDays: number | null;
  /** A key to encrypt with. Null: one is made. */
  readonly encryptionKeyArn: string | null;
  /** Of the buckets and the key when their stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The data bucket (data sets under any key, runs under `runs/`), the bucket of its access logs, and
 * the key that data, messages and logs are encrypted with.
 * `destroy` empties nothing: CloudFormation refuses to delete a bucket that has objects, and a
 * custom resource that could delete every run is not worth the convenience.
 */
export class RunStorage extends Construct {
  readonly dataBucket: s3.Bucket;
  readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, props: RunStorageProps) {
    super(scope, id);
    this.encryptionKey = new EncryptionKey(this, 'EncryptionKey', {
      keyArn: props.encryptionKeyArn,
      removalPolicy: props.removalPolicy,
    }).key;
    const protectedBucket: s3.BucketProps = {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: props.removalPolicy,
    };
    const accessLogs = new s3.Bucket(this, 'AccessLogs', {
      ...protectedBucket,
      // S3 delivers access logs to no bucket that is encrypted with a KMS key.
      encryption: s3.BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ id: 'ExpireAccessLogs', expiration: Duration.days(365) }],
    });
    this.dataBucket = new s3.Bucket(this, 'Data', {
      ...protectedBucket,
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: this.encryptionKey,
      // One call to KMS for many objects: a run of 40,000 shards writes 160,000.
      bucketKeyEnabled: true,
      // Results may be cited for years: an overwrite or a deletion can be undone for 30 days.
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'data/',
      lifecycleRules: [
        {
          // A transform job that fails leaves its multipart uploads unfinished, invisible and billed.
          id: 'AbortIncompleteUploads',
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
        {
          id: 'ExpireOldVersions',
          noncurrentVersionExpiration: Duration.days(30),
          // Left behind when the last version is gone.
          expiredObjectDeleteMarker: true,
        },
        ...rawExpiry(props.rawRetentionDays),
      ],
    });
    tellEventBridge(this.dataBucket);
  }
}

/**
 * Raw files lie below each run's own prefix, and a rule's prefix has no wildcard: score-shard tags
 * what it has scored. Shards that lost records, and runs that fail before, keep their files, which
 * tell why.
 */
function rawExpiry(days: number | null): s3.LifecycleRule[] {
  if (days === null) return [];
  const { Key, Value } = RAW_TAG;
  return [
    {
      id: 'ExpireScoredRawFiles',
      prefix: 'runs/',
      tagFilters: { [Key]: Value },
      expiration: Duration.days(days),
    },
  ];
}

/**
 * Sends S3's events to EventBridge, where rules pick what they want. Not by `eventBridgeEnabled`,
 * for which the CDK deploys a function that may change the notifications of every bucket.
 */
function tellEventBridge(bucket: s3.Bucket): void {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof s3.CfnBucket)) throw new Error(`${bucket.node.path} is no bucket`);
  defaultChild.notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
}
