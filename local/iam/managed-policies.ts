/** `Allow` on everything, as most of AWS's own policies for functions have it. */
const allow = (...actions: string[]): unknown => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
});

const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/**
 * AWS's own policies that CDK gives to functions unless it is told otherwise, with their documents.
 * A role with any other is refused: what it allows would be a guess.
 * Source: AWS Managed Policy Reference Guide, the default version of each.
 */
const DOCUMENTS: Readonly<Record<string, unknown>> = {
  'service-role/AWSLambdaBasicExecutionRole': allow(...LOGS),
  'service-role/AWSLambdaVPCAccessExecutionRole': {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AWSLambdaVPCAccessExecutionPermissions',
        Effect: 'Allow',
        Action: [
          ...LOGS,
          'ec2:CreateNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:DeleteNetworkInterface',
          'ec2:AssignPrivateIpAddresses',
          'ec2:UnassignPrivateIpAddresses',
        ],
        Resource: '*',
      },
    ],
  },
  'service-role/AWSLambdaSQSQueueExecutionRole': allow(
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    ...LOGS,
  ),
  AWSXRayDaemonWriteAccess: allow(
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    'xray:GetSamplingStatisticSummaries',
  ),
};

/** The document of `arn:aws:iam::aws:policy/NAME`; undefined for one that is not in the table. */
export function awsManagedPolicy(arn: string): unknown {
  const name = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/u.exec(arn)?.[1];
  return name === undefined ? undefined : DOCUMENTS[name];
}

/** Names of the policies that {@link awsManagedPolicy} knows. */
export const awsManagedPolicyNames: readonly string[] = Object.keys(DOCUMENTS);
