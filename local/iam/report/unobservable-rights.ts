/** A right that AWS demands and that no call here asks for. */
export interface UnobservableRight {
  /** Lower-case letters and hyphens, for tables. */
  readonly name: string;
  /** Actions in full. */
  readonly actions: readonly string[];
  /** Names of roles that it is about, as a regular expression; all unless given. */
  readonly roles?: RegExp;
  /** The AWS page that demands the right. */
  readonly page: string;
  /** Why it cannot be seen here. */
  readonly why: string;
}

/** At most so many may be excused; a test holds it. */
export const MOST_UNOBSERVABLE_RIGHTS = 12;

const SAGEMAKER_ROLES = 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html';

/** What excuses a granted right from being used, in the report and in the mutation of rights. */
export const unobservableRights: readonly UnobservableRight[] = [
  {
    name: 'traces',
    actions: [
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
    page: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html',
    why: 'nothing is traced here',
  },
  {
    name: 'function-logs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html',
    why: 'the right is asked for, but code that may not log goes on without a word, as in AWS',
  },
  {
    name: 'job-log-streams',
    actions: ['logs:DescribeLogStreams'],
    page: SAGEMAKER_ROLES,
    why: 'a job opens its log streams here without looking for those that are there',
  },
  {
    name: 'job-metrics',
    actions: ['cloudwatch:PutMetricData'],
    page: SAGEMAKER_ROLES,
    why: 'no metrics are kept here',
  },
  {
    name: 'network-interfaces',
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ],
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    why: 'with vpc: nothing here has a network interface',
  },
  {
    name: 'model-network-interfaces',
    actions: [
      'ec2:CreateNetworkInterfacePermission',
      'ec2:DeleteNetworkInterfacePermission',
      'ec2:DescribeDhcpOptions',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeVpcs',
    ],
    page: SAGEMAKER_ROLES,
    why: 'with vpc, beside those of functions: nothing here has a network interface',
  },
  {
    name: 'failed-uploads',
    actions: ['s3:AbortMultipartUpload'],
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html',
    why: 'asked for only when an upload in parts fails halfway',
  },
];
