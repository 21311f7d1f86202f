import { type App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { keyPolicyStatements } from '../../../lib/constructs/key-policy-statements';

/** Of the account's owner, whom the application's configuration names. */
export interface Elsewhere {
  readonly encryptionKeyArn: string;
  readonly articlesKeyArn: string;
  readonly boundaryArn: string;
}

/** With a key of its own. */
export const ARTICLES = 'articles-elsewhere';
export const PUBLIC_ARTICLES = 'public-articles-elsewhere';
/** Stands for the bucket of JumpStart, which belongs to AWS. */
export const JUMP_START = 'jumpstart-cache-prod-us-east-1';

export const ELSEWHERE_STACK = 'Elsewhere';

/**
 * What an account has before the application comes: keys, buckets with data sets, a permissions
 * boundary. The key's policy is the account's own statement and those of docs/security.md.
 */
export function addElsewhere(app: App): void {
  const stack = new Stack(app, ELSEWHERE_STACK);
  const encryptionKey = new kms.Key(stack, 'EncryptionKey');
  for (const statement of keyPolicyStatements(stack)) encryptionKey.addToResourcePolicy(statement);
  const articlesKey = new kms.Key(stack, 'ArticlesKey');
  const removalPolicy = RemovalPolicy.DESTROY;
  new s3.Bucket(stack, 'Articles', {
    bucketName: ARTICLES,
    encryptionKey: articlesKey,
    removalPolicy,
  });
  for (const bucketName of [PUBLIC_ARTICLES, JUMP_START]) {
    new s3.Bucket(stack, bucketName, { bucketName, removalPolicy });
  }
  const boundary = new iam.ManagedPolicy(stack, 'Boundary', {
    statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })],
  });
  new CfnOutput(stack, 'EncryptionKeyArn', { value: encryptionKey.keyArn });
  new CfnOutput(stack, 'ArticlesKeyArn', { value: articlesKey.keyArn });
  new CfnOutput(stack, 'BoundaryArn', { value: boundary.managedPolicyArn });
}
