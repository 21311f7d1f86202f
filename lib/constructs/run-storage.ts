import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface RunStorageProps {
  /** Of both buckets when their stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The data bucket (data sets under any key, runs under `runs/`) and the bucket of its access logs.
 * `destroy` empties nothing: CloudFormation refuses to delete a bucket that has objects, and a
 * custom resource that could delete every run is not worth the convenience.
 */
export class RunStorage extends Construct {
  readonly dataBucket: s3.Bucket;

  constructor(scope: Construct, id: string, props: RunStorageProps) {
    super(scope, id);
    const protectedBucket: s3.BucketProps = {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      encryption: s3.BucketEncryption.S3_MANAGED,
      removalPolicy: props.removalPolicy,
    };
    const accessLogs = new s3.Bucket(this, 'AccessLogs', {
      ...protectedBucket,
      lifecycleRules: [{ id: 'ExpireAccessLogs', expiration: Duration.days(365) }],
    });
    this.dataBucket = new s3.Bucket(this, 'Data', {
      ...protectedBucket,
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
        { id: 'ExpireOldVersions', noncurrentVersionExpiration: Duration.days(30) },
      ],
    });
  }
}
