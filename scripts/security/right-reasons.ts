/** Why a role may do something with something. */
export interface RightReason {
  readonly actions: readonly string[];
  /** Of the resource as `roles.ts` writes it. */
  readonly on: RegExp;
  readonly why: string;
}

/** Of presets: packed models are assets, too. */
const ASSETS = /^arn:aws:s3:::cdk-\w+-assets-(?!.+\.tar\.gz$)/;
const DATA_BUCKET = /^<Data>$/;
const KEY_USE = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** The first that fits is the reason; a right that none fits fails a test, and so does an idle reason. */
export const RIGHT_REASONS: readonly RightReason[] = [
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    on: /^<its Logs>$/,
    why: 'Writes its own log group, no other',
  },
  {
    actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    on: /^\*$/,
    why: 'Sends traces',
  },
  {
    actions: ['xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    on: /^\*$/,
    why: 'Asks X-Ray how many executions to trace',
  },
  {
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
    on: /^\*$/,
    why: 'Has the history of executions delivered to its log group',
  },
  {
    actions: ['s3:GetObject'],
    on: /^<Data>\/\*$/,
    why: "Reads a run's data set, which may be any object of the data bucket",
  },
  {
    actions: ['s3:GetObject'],
    on: ASSETS,
    why: 'Reads the data sets that presets brought along, and no other asset',
  },
  {
    actions: ['s3:GetObject'],
    on: /^arn:aws:s3:::jumpstart-cache-prod-[\w-]+\/.+\/\*$/,
    why: "Reads the artefact of the endpoint's version 2.x, which is many objects",
  },
  {
    actions: ['s3:ListBucket'],
    on: /^arn:aws:s3:::jumpstart-cache-prod-[\w-]+$/,
    why: 'Lists the objects of that artefact, below its prefix',
  },
  {
    actions: ['sagemaker:InvokeEndpoint', 'sagemaker:DescribeEndpoint'],
    on: /:endpoint\/[\w-]+-endpoint-\w+$/,
    why: 'Asks the one endpoint, and why it cannot be asked',
  },
  {
    actions: ['sagemaker:ListEndpoints', 'sagemaker:DescribeEndpoint', 'sagemaker:ListTags'],
    on: /^\*$|:endpoint\/[\w-]+-endpoint-\*$/,
    why: "Finds the deployment's endpoints, and their leases in their tags",
  },
  {
    actions: ['sagemaker:DeleteEndpoint', 'sagemaker:DeleteEndpointConfig'],
    on: /:endpoint(-config)?\/[\w-]+-endpoint-\*$/,
    why: "Deletes what is past its lease, and nothing without the deployment's tag",
  },
  {
    actions: ['sagemaker:AddTags'],
    on: /:endpoint\/[\w-]+-endpoint-\*$/,
    why: 'Notes of which end of a lease it has warned',
  },
  {
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
    ],
    on: /:log-group:\/aws\/sagemaker\/Endpoints\/[\w-]+-endpoint-\*:\*$/,
    why: "Writes the container's log to the group that SageMaker names after the endpoint",
  },
  {
    actions: ['lambda:InvokeFunction'],
    on: /^<Realtime\/Lease\/SweepEndpoints\/Function>$/,
    why: 'Starts the lease sweeper, every 15 minutes',
  },
  {
    actions: ['sns:Publish'],
    on: /^<AlarmMessages\/Topic>$/,
    why: "Warns of a lease's end, and tells of a deletion",
  },
  {
    actions: ['s3:GetObject'],
    on: /^arn:aws:s3:::[a-z0-9.-]+\/\*$/,
    why: 'Reads data sets in the buckets that `datasetBuckets` names',
  },
  {
    actions: ['s3:ListBucket'],
    on: /^arn:aws:s3:::[a-z0-9.-]+$/,
    why: 'Tells a missing data set (404) from a forbidden one (403) in `datasetBuckets`',
  },
  {
    actions: ['s3:ListBucket'],
    on: DATA_BUCKET,
    why: 'Lists objects, and tells a missing one (404) from a forbidden one (403)',
  },
  {
    actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
    on: /^<Data>\/idempotency\/\*$/,
    why: 'Claims an idempotency key',
  },
  {
    actions: ['s3:GetObject'],
    on: /^<Data>\/runs\/\*\/passes\/\*\/input\/\*$/,
    why: 'Reads the records of a job: no data set, no references, no scores',
  },
  {
    actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
    on: /^<Data>\/runs\/\*\/passes\/\*\/output\/\*$/,
    why: 'Writes the answers of a job',
  },
  {
    actions: ['s3:GetObject'],
    on: /^<Data>\/runs\/\*(\/results\.json)?$/,
    why: 'Reads what earlier steps of a run wrote',
  },
  {
    actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
    on: /^<Data>\/runs\/\*$/,
    why: 'Writes what belongs to a run',
  },
  {
    actions: ['s3:GetObject'],
    on: /^arn:aws:s3:::.+\.tar\.gz$/,
    why: "Reads a model's artefact: SageMaker to load it, `summarize-run` for its ETag",
  },
  {
    actions: KEY_USE,
    on: /^<EncryptionKey\/Key>$/,
    why: 'Uses the key of the deployment, by way of one service only',
  },
  {
    actions: ['kms:Decrypt'],
    on: /^arn:aws:kms:/,
    why: 'Reads data sets in `datasetBuckets` with their own key',
  },
  {
    actions: ['sagemaker:CreateTransformJob'],
    on: /:(transform-job|model)\/[\w-]*\*$/,
    why: "Starts jobs with this deployment's models, only with the tag of a run",
  },
  {
    actions: ['sagemaker:AddTags'],
    on: /:transform-job\/\*$/,
    why: 'Tags a job while creating it, never one that exists',
  },
  {
    actions: ['sagemaker:DescribeTransformJob'],
    on: /:transform-job\/\*$/,
    why: 'Looks at a job; one that does not exist has no tag to bound this by',
  },
  {
    actions: ['sagemaker:StopTransformJob'],
    on: /:transform-job\/\*$/,
    why: 'Stops a job with the tag of a run, never one of somebody else',
  },
  {
    actions: ['sagemaker:ListTransformJobs', 'sagemaker:ListTags'],
    on: /^\*$|:transform-job\/\*$/,
    why: 'Finds jobs that outlived their run, by their tag',
  },
  {
    actions: ['logs:FilterLogEvents'],
    on: /:log-group:\/aws\/sagemaker\/TransformJobs:\*$/,
    why: 'Reads why a container failed: SageMaker only says "See job logs"',
  },
  {
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
    ],
    on: /:log-group:\/aws\/sagemaker\/TransformJobs:\*$/,
    why: "Writes the container's log to the one group that SageMaker uses",
  },
  {
    actions: ['cloudwatch:PutMetricData'],
    on: /^\*$/,
    why: 'Writes the metrics of a job or an endpoint',
  },
  {
    actions: ['ecr:GetAuthorizationToken'],
    on: /^\*$/,
    why: 'Signs in to the registry',
  },
  {
    actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    on: /:repository\//,
    why: 'Pulls the image of the model, from its repository only',
  },
  {
    actions: ['kms:CreateGrant', 'kms:DescribeKey'],
    on: /^<EncryptionKey\/Key>$/,
    why: 'Has the volumes of a job encrypted',
  },
  {
    actions: ['lambda:InvokeFunction'],
    on: /^<Functions\/\w+\/Function>:\*$/,
    why: 'Calls the functions; a run in flight calls their former versions',
  },
  {
    actions: ['lambda:InvokeFunction'],
    on: /^<Sweeper\/SweepJobs\/Function>$/,
    why: 'Starts the sweeper, every 15 minutes',
  },
  {
    actions: ['states:StartExecution', 'states:DescribeExecution', 'states:StopExecution'],
    on: /<its StateMachine>/,
    why: 'Starts the children of its distributed maps, follows and stops them',
  },
  {
    actions: ['states:StartExecution'],
    on: /^<Run\/StateMachine>$/,
    why: 'Starts runs',
  },
  {
    actions: ['states:DescribeExecution'],
    on: /:execution:<Run\/StateMachine>:\*$/,
    why: 'Asks whether the run of a job still goes on',
  },
  {
    actions: ['events:PutEvents'],
    on: /:event-bus\/default$/,
    why: "Announces a run's end: this event and no other",
  },
  {
    actions: ['sns:Publish'],
    on: /^<RunMessages\/Topic>$/,
    why: "Sends the message of a run's end",
  },
  {
    actions: ['sqs:SendMessage'],
    on: /^<UndeliveredEvents\/Queue>$/,
    why: 'Keeps what could not be handled or delivered',
  },
  {
    actions: ['s3:PutObjectTagging'],
    on: /\/runs\/\*\/passes\/\*$/,
    why: 'Tags raw files that were scored, so that the bucket lets them expire',
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
    on: /:(network-interface\/\*|subnet\/subnet-\w+|security-group\/sg-\w+)$/,
    why: 'With `vpc`: Lambda or SageMaker makes its network interfaces in the configured subnets',
  },
  {
    actions: [
      'ec2:DescribeDhcpOptions',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    on: /^\*$/,
    why: 'With `vpc`: Lambda or SageMaker looks at the VPC for that',
  },
];
