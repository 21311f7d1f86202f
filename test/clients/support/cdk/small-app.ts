import { join } from 'node:path';
import { App, CfnResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { context } from '../../../../cdk.json';

export const SMALL_STACK = 'CdkCheck-Small';

export interface SmallApp {
  readonly bucketName: string;
  readonly visibilitySeconds: number;
  /** A resource that cannot be deployed. */
  readonly extra?: 'unsupported type' | 'failing resource';
}

/** Writes a cloud assembly with one stack of a bucket and a queue. @returns its directory */
export function synthesizeSmallApp(folder: string, name: string, wanted: SmallApp): string {
  const outdir = join(folder, name);
  const app = new App({ outdir, context });
  const stack = new Stack(app, SMALL_STACK);
  const removalPolicy = RemovalPolicy.DESTROY;
  const bucket = new Bucket(stack, 'Bucket', {
    bucketName: wanted.bucketName,
    removalPolicy,
    versioned: true,
  });
  const queue = new Queue(stack, 'Queue', {
    visibilityTimeout: Duration.seconds(wanted.visibilitySeconds),
    removalPolicy,
  });
  if (wanted.extra === 'unsupported type') {
    const properties = { CidrBlock: '10.0.0.0/16' };
    new CfnResource(stack, 'Extra', { type: 'AWS::EC2::VPC', properties });
  }
  if (wanted.extra === 'failing resource') {
    const extra = new CfnResource(stack, 'Extra', {
      type: 'AWS::Lambda::Function',
      properties: {
        Code: { ZipFile: 'exports.handler = async () => undefined;' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: 'arn:aws:iam::000000000000:role/cdk-check-no-such-role',
      },
    });
    extra.node.addDependency(bucket, queue);
  }
  stack.exportValue(queue.queueUrl, { name: 'CdkCheck-QueueUrl' });
  app.synth();
  return outdir;
}
