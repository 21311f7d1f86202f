/** A `*` in the resources of a role's policy, and why it stays. */
export interface Wildcard {
  readonly actions: readonly string[];
  /** Of the resource as cdk-nag writes it: `arn:aws:sagemaker:eu-west-1:<AWS::AccountId>:transform-job/*`. */
  readonly resource: RegExp;
  readonly reason: string;
}

const EVERY_RESOURCE = /^\*$/;

/**
 * Actions that know no resource: a policy can only name `*`.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys" of each service.
 */
export const WITHOUT_RESOURCE: readonly Wildcard[] = [
  {
    actions: [
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
    resource: EVERY_RESOURCE,
    reason: 'X-Ray has no resource for traces: whoever may send any may send all.',
  },
  {
    // The Step Functions developer guide, "Logging in CloudWatch Logs", names these, with `*`.
    actions: [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    resource: EVERY_RESOURCE,
    reason: 'Step Functions delivers its log by actions that CloudWatch Logs gives no resource to.',
  },
  {
    actions: ['sagemaker:ListEndpoints', 'sagemaker:ListTransformJobs'],
    resource: EVERY_RESOURCE,
    reason: 'Listing knows no resource and no condition; what is listed is told apart by its tags.',
  },
  {
    actions: ['cloudwatch:PutMetricData'],
    resource: EVERY_RESOURCE,
    reason: 'CloudWatch has no resource for metrics; a condition allows one namespace only.',
  },
  {
    actions: ['ecr:GetAuthorizationToken'],
    resource: EVERY_RESOURCE,
    reason: 'The token is for the whole registry; it opens only what other statements allow.',
  },
  {
    actions: [
      'ec2:DescribeDhcpOptions',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    resource: EVERY_RESOURCE,
    reason: 'Describing knows no resource: the VPC is looked at to put network interfaces into it.',
  },
];

/** Resources whose names are made after the deployment: a pattern bounds what cannot be listed. */
export const NAMED_LATER: readonly Wildcard[] = [
  {
    actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
    resource: /\/runs\/\*/,
    reason: 'Objects of runs: their keys hold the name of a run, which is chosen when it starts.',
  },
  {
    actions: ['s3:PutObjectTagging'],
    resource: /\/runs\/\*\/passes\/\*$/,
    reason: 'Raw files of runs, which are tagged for their expiry once they were scored.',
  },
  {
    actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
    resource: /\/idempotency\/\*$/,
    reason: 'Claims of idempotency keys, which whoever starts a run invents.',
  },
  {
    actions: ['s3:GetObject'],
    resource: /^(<\w+\.Arn>|[\w-]+:ExportsOutput\w+|arn:[\w-]+:s3:::[a-z0-9.-]+)\/\*$/,
    reason: 'A run may name any object of the data bucket, or of a configured bucket, as its data.',
  },
  {
    actions: [
      'sagemaker:CreateTransformJob',
      'sagemaker:AddTags',
      'sagemaker:DescribeTransformJob',
      'sagemaker:ListTags',
      'sagemaker:StopTransformJob',
    ],
    resource: /:transform-job\/\*$/,
    reason: 'A job is named after its run; tags in conditions bound what may be made or stopped.',
  },
  {
    actions: ['sagemaker:CreateTransformJob'],
    resource: /:model\/[a-z0-9-]+-\*$/,
    reason: 'Models of this deployment, by its prefix: runs in flight use those it has replaced.',
  },
  {
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:FilterLogEvents',
      'logs:PutLogEvents',
    ],
    resource: /:log-group:\/aws\/sagemaker\/TransformJobs:\*$/,
    reason:
      'Streams of the one log group that SageMaker uses: they are named after jobs and hosts.',
  },
  {
    actions: [
      'sagemaker:AddTags',
      'sagemaker:DeleteEndpoint',
      'sagemaker:DeleteEndpointConfig',
      'sagemaker:DescribeEndpoint',
      'sagemaker:ListTags',
    ],
    resource: /:endpoint(-config)?\/[a-z0-9-]+-endpoint-\*$/,
    reason:
      "Endpoints of this deployment, by its prefix: a change makes one of another name. What deletes or tags is bound to the deployment's tag.",
  },
  {
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
    ],
    resource: /:log-group:\/aws\/sagemaker\/Endpoints\/[a-z0-9-]+-endpoint-\*(:\*)?$/,
    reason: 'Log groups of endpoints of this deployment, which SageMaker names after them.',
  },
  {
    actions: ['s3:GetObject'],
    resource: /^arn:[\w-]+:s3:::jumpstart-cache-prod-[\w-]+\/.+\/\*$/,
    reason: "Files of one model's artefact, below its own prefix in JumpStart's bucket.",
  },
  {
    actions: ['lambda:InvokeFunction'],
    resource: /^<\w+\.Arn>:\*$/,
    reason: 'Every version of one function: runs in flight call those of former deployments.',
  },
  {
    actions: ['states:DescribeExecution', 'states:StopExecution'],
    resource: /:execution:<\w+\.Name>(\/|:)\*$/,
    reason: 'Executions of one state machine, which are named when they start.',
  },
  {
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:CreateNetworkInterfacePermission',
      'ec2:DeleteNetworkInterface',
      'ec2:DeleteNetworkInterfacePermission',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resource: /:network-interface\/\*$/,
    reason: 'Network interfaces in the configured subnets, which EC2 names when it makes them.',
  },
];
