import * as iam from 'aws-cdk-lib/aws-iam';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { keyUse } from './key-use';

/**
 * Who may do what with which keys of a bucket; `*` in a key pattern matches any characters. The
 * bucket's encryption key, if it has one, comes with it.
 */
export interface BucketAccess {
  readonly bucket: IBucket;
  /** @default - no objects */
  readonly read?: readonly string[];
  /** Put objects, also in parts. @default - no objects */
  readonly write?: readonly string[];
  /** Tag objects that exist. @default - no objects */
  readonly tag?: readonly string[];
  /** Prefixes that may be listed. Without, S3 answers 403 where 404 is meant. @default - none */
  readonly list?: readonly string[];
}

export function bucketStatements(access: BucketAccess): iam.PolicyStatement[] {
  const { bucket, read = [], write = [], tag = [], list = [] } = access;
  const objects = (patterns: readonly string[]): string[] =>
    patterns.map((pattern) => bucket.arnForObjects(pattern));
  const statements: iam.PolicyStatementProps[] = [];
  if (read.length > 0) statements.push({ actions: ['s3:GetObject'], resources: objects(read) });
  if (write.length > 0) {
    statements.push({
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resources: objects(write),
    });
  }
  if (tag.length > 0) {
    statements.push({ actions: ['s3:PutObjectTagging'], resources: objects(tag) });
  }
  if (list.length > 0) {
    statements.push({
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringLikeIfExists: { 's3:prefix': list } },
    });
  }
  const { encryptionKey } = bucket;
  if (encryptionKey && (read.length > 0 || write.length > 0)) {
    statements.push(
      keyUse(encryptionKey, {
        service: 's3',
        // Parts of an upload are decrypted when S3 puts them together: whoever writes reads, too.
        actions: write.length > 0 ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'],
      }),
    );
  }
  return statements.map((statement) => new iam.PolicyStatement(statement));
}
