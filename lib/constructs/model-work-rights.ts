import { type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { bucketStatements } from './bucket-access';

/** What the instances of a transform job do, in its Model's role. */
export function transformJobRights(stack: Stack, dataBucket: IBucket): iam.PolicyStatement[] {
  return [
    ...bucketStatements({
      bucket: dataBucket,
      // Of a run, a job sees its input and its output: no references, no scores, no data sets.
      read: ['runs/*/passes/*/input/*'],
      write: ['runs/*/passes/*/output/*'],
      list: ['runs/*/passes/*/input/*'],
    }),
    ...reportRights(stack, 'TransformJobs'),
  ];
}

/**
 * What the instances of an endpoint do, in its Model's role: texts come and go by SageMaker itself.
 * @param namePattern of endpoints, each of which has a log group of its own
 */
export function endpointRights(stack: Stack, namePattern: string): iam.PolicyStatement[] {
  return reportRights(stack, 'Endpoints', `/${namePattern}`);
}

/** Writes the containers' logs, and metrics. */
function reportRights(
  stack: Stack,
  kind: 'TransformJobs' | 'Endpoints',
  group = '',
): iam.PolicyStatement[] {
  const logs = stack.formatArn({
    service: 'logs',
    resource: `log-group:/aws/sagemaker/${kind}${group}`,
  });
  return [
    new iam.PolicyStatement({
      actions: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'logs:DescribeLogStreams',
      ],
      // IAM names a group with `:*` at its end. Source: as TransformJobRights.readLogs.
      resources: [`${logs}:*`],
    }),
    new iam.PolicyStatement({
      actions: ['cloudwatch:PutMetricData'],
      // AWS offers no resource for metrics; the namespace is the only bound.
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': `/aws/sagemaker/${kind}` } },
    }),
  ];
}
