/** What a field means, and what it may hold; for people, in one sentence each. */
export interface FieldText {
  readonly meaning: string;
  readonly valid: string;
}

const field = (meaning: string, valid: string): FieldText => ({ meaning, valid });
const TRUE_OR_FALSE = '`true` or `false`';
const TRANSFORM_TYPE = 'an instance type of batch transform, such as `ml.g5.2xlarge`';
const COLUMN = "a column's name";
const COLUMN_OR_NULL = "a column's name, or `null` for none";
const OBJECT = '`s3://bucket/key`, or a key in the data bucket';

/** Settings of a run, below `runDefaults`, a preset's `input` and a schedule's `input`. */
export const RUN_FIELD_TEXTS: Readonly<Record<string, FieldText>> = {
  'dataset.uri': field(
    'The data set.',
    `${OBJECT}; \`null\` in \`runDefaults\`: the input must name it`,
  ),
  'dataset.format': field(
    '`jsonl`: any columns. `prepared`: `id` and `text_inputs`, ready for the container.',
    '`jsonl`, `prepared`',
  ),
  'dataset.inputColumn': field('The text itself, for the baselines lead-1 and lead-3.', COLUMN),
  'dataset.referenceColumn': field(
    'References in the data set: a string or a list of strings.',
    COLUMN_OR_NULL,
  ),
  'dataset.idColumn': field(
    'Your id, any JSON value; kept as `sourceId`.',
    "a column's name, or `null`: the record's position",
  ),
  'dataset.hyperParametersColumn': field('Hyperparameters of each record.', COLUMN_OR_NULL),
  'dataset.references.uri': field('References in a file of their own.', OBJECT),
  'dataset.references.idColumn': field('Their id, joined to `dataset.idColumn`.', COLUMN),
  'dataset.references.referenceColumn': field('Their text.', COLUMN),
  'dataset.limit': field(
    'Only the first so many records are read.',
    'a whole number from 1, or `null` for all',
  ),
  prompt: field(
    'What the model is asked, with `{column}` for the value of a column.',
    'text; `{{` and `}}` are braces',
  ),
  model: field('Which model answers.', 'the name of one of `models`'),
  'hyperParameters.*': field(
    'Parameters of generation for the whole job.',
    'the names and ranges in docs/execution-input.md; `null`: each record carries its own',
  ),
  'transform.instanceType': field(
    'What the transform job runs on.',
    'a type that the model supports',
  ),
  'transform.instanceCount': field(
    'How many instances share the shards.',
    'a whole number from 1 to 100',
  ),
  'transform.maxPayloadInMB': field(
    'The largest request to the container.',
    'a whole number from 1 to 100; times `maxConcurrentTransforms` at most 100',
  ),
  'transform.maxConcurrentTransforms': field(
    'Requests at a time to one instance.',
    'a whole number from 1 to 100',
  ),
  'transform.batchStrategy': field(
    '`MultiRecord`: a request is a shard. `SingleRecord`: a request is a record.',
    '`MultiRecord`, `SingleRecord`',
  ),
  'transform.maxRuntimeHours': field(
    'A run that takes longer is stopped.',
    'a number above 0, at most 240',
  ),
  'rouge.types[]': field('The metrics.', '`rouge1`, `rouge2`, `rougeL`, `rougeLsum`, each once'),
  'rouge.useStemmer': field('Score stems instead of words (Porter).', TRUE_OR_FALSE),
  'rouge.tokenizer': field(
    '`default`: a-z and 0-9 only, as `rouge_score`. `unicode`: words of any script.',
    '`default`, `unicode`',
  ),
  'rouge.seed': field('Of the bootstrap.', 'a whole number from 0 to 4294967295'),
};

const under = (prefix: string): Record<string, FieldText> =>
  Object.fromEntries(
    Object.entries(RUN_FIELD_TEXTS).map(([path, text]) => [`${prefix}.${path}`, text]),
  );

/** By the paths of `schemaLeaves`. A test holds that these are all fields. */
export const CONFIG_FIELD_TEXTS: Readonly<Record<string, FieldText>> = {
  stackPrefix: field(
    "Begins the stacks' and models' names, so that several deployments fit in one account.",
    'a letter, then letters, digits and hyphens; at most 30',
  ),
  region: field(
    'Where the stacks are deployed.',
    'a region such as `eu-west-1`; `null`: that of your AWS profile, else `us-east-1`',
  ),
  removalPolicy: field(
    'What becomes of buckets and logs when a stack is deleted. `destroy` still leaves a bucket that has objects.',
    '`retain`, `destroy`',
  ),
  encryptionKeyArn: field(
    'The customer-managed KMS key for data, messages and logs; `docs/security.md` lists what its policy must allow.',
    "a KMS key's ARN; `null`: the deployment makes a key",
  ),
  rawRetentionDays: field(
    'Inputs and outputs of transform jobs expire so many days after they were scored; those of shards that lost records, predictions, scores and results stay.',
    'a whole number from 1; `null`: they are kept',
  ),
  permissionsBoundaryArn: field(
    'A managed policy that bounds every role of the deployment.',
    "a managed policy's ARN; `null`: none",
  ),
  'vpc.vpcId': field(
    'Functions and models run in this VPC; nothing is looked up in the account.',
    'an id such as `vpc-0123456789abcdef0`; `vpc` itself `null`: outside of any VPC of the account',
  ),
  'vpc.subnetIds[]': field(
    'Private subnets, in two availability zones or more.',
    'ids such as `subnet-0123456789abcdef0`, 1 to 16',
  ),
  'vpc.securityGroupIds[]': field(
    'They must let themselves in on port 443 if `createEndpoints` is given.',
    'ids such as `sg-0123456789abcdef0`, 1 to 5',
  ),
  'vpc.createEndpoints.routeTableIds[]': field(
    "Route tables of the subnets, for S3's endpoint; the interface endpoints of events, logs, sagemaker.api, sns and states are made, too.",
    'ids such as `rtb-0123456789abcdef0`; `createEndpoints` itself `null`: the VPC has endpoints, or a way to the internet',
  ),
  'models[].name': field(
    'By this name a run picks the model.',
    'letters, digits and single hyphens between them; at most 63; unique',
  ),
  'models[].jumpStart.modelId': field(
    'A text2text model of JumpStart. Image, artefact and environment follow from it, the region and the instance type.',
    'an id of `t2t models`',
  ),
  'models[].jumpStart.version': field(
    'Its version. 2.x cannot run in batch transform.',
    'exact, such as `1.2.2`, or `1.*` for the newest 1.x of the catalogue',
  ),
  'models[].jumpStart.allowDeprecated': field(
    'Take a model that JumpStart no longer lists.',
    TRUE_OR_FALSE,
  ),
  'models[].instanceType': field(
    "The model's own instance type: it fixes the image (CPU or GPU), and runs of this model take it unless they name another. Left out: JumpStart's default.",
    `${TRANSFORM_TYPE}; required for an own artefact`,
  ),
  'models[].image': field(
    'Own artefact: the container image.',
    'at most 255 characters without blanks; in ECR the role may pull it',
  ),
  'models[].modelData.path': field(
    'Own artefact: a folder, relative to the application, that becomes `model.tar.gz`.',
    'a folder with files',
  ),
  'models[].modelData.url': field(
    'Own artefact: a tarball that exists, instead of a `path`.',
    '`s3://bucket/key.tar.gz`',
  ),
  'models[].environment.*': field(
    "Own artefact: the container's variables.",
    'at most 100; values of at most 1,024 characters',
  ),
  'models[].contract': field('Own artefact: how the container is spoken to.', '`text2text-1.x`'),
  'models[].networkIsolation': field(
    'Own artefact: the container has no network. `false` is for an image that fetches something when it starts.',
    TRUE_OR_FALSE,
  ),
  'models[].supportedInstanceTypes[]': field(
    'Own artefact: what a run may choose besides `instanceType`.',
    TRANSFORM_TYPE,
  ),
  'datasetBuckets[].bucketName': field(
    'A bucket besides the data bucket in which data sets may lie.',
    'the name of a bucket',
  ),
  'datasetBuckets[].keyArn': field(
    'The customer-managed key that its objects are encrypted with.',
    "a KMS key's ARN",
  ),
  ...under('runDefaults'),
  'limits.maxRecordsPerShard': field(
    'The most records in one file, which is one request under `MultiRecord`.',
    'a whole number from 1 to 10000',
  ),
  'limits.secondsPerRecord': field(
    'Assumed for one record on one instance. A shard gets at most half of the time-out.',
    'a number above 0',
  ),
  'limits.invocationTimeoutSeconds': field(
    'InvocationsTimeoutInSeconds of the job.',
    'a whole number from 1 to 3600',
  ),
  'limits.invocationRetries': field(
    'InvocationsMaxRetries of the job.',
    'a whole number from 0 to 3',
  ),
  'presets.*.description': field(
    'One sentence for whoever chooses: what it runs, and what it costs.',
    '1 to 200 characters',
  ),
  'presets.*.file': field(
    'A data set that comes with the deployment. It becomes `dataset.uri`.',
    'a file, relative to the application',
  ),
  ...under('presets.*.input'),
  'schedules[].name': field(
    "Its name, after the stack's.",
    '1 to 32 letters, digits, hyphens or underscores',
  ),
  'schedules[].expression': field(
    'When it runs.',
    '`rate(1 day)`, `cron(0 2 * * ? *)` or `at(2027-01-31T02:00:00)`',
  ),
  'schedules[].timeZone': field(
    'Of a cron or at expression.',
    'an IANA name such as `Europe/Berlin`',
  ),
  'schedules[].flexibleWindowMinutes': field(
    'Starts within so many minutes after the time.',
    'a whole number from 1 to 1440, or `null`: at the time',
  ),
  'schedules[].input.preset': field('Preset of each run.', 'a name of `presets`'),
  ...under('schedules[].input'),
  'schedules[].enabled': field('`false` keeps the schedule and starts nothing.', TRUE_OR_FALSE),
  'notifications.runEmails[]': field(
    'Gets a message when a run has ended. Must confirm the subscription.',
    'an e-mail address',
  ),
  'notifications.alarmEmails[]': field(
    'Gets the alarms. Must confirm the subscription.',
    'an e-mail address',
  ),
  'endpoint.model': field(
    'Which model answers: one of `models`, or a version 2.x of JumpStart by `jumpStart`.',
    'the name of one of `models`, or an object with `jumpStart`',
  ),
  'endpoint.model.jumpStart.modelId': field(
    'A text2text model of JumpStart that has a version 2.x.',
    'an id of `t2t models`',
  ),
  'endpoint.model.jumpStart.version': field(
    'Its version. A version 1.x is one of `models`, and named.',
    'exact, such as `2.3.16`, or `2.*` for the newest 2.x of the catalogue',
  ),
  'endpoint.model.jumpStart.allowDeprecated': field(
    'Take a model that JumpStart no longer lists.',
    TRUE_OR_FALSE,
  ),
  'endpoint.instanceType': field(
    'What the endpoint runs on, and is billed for by the hour.',
    'a type that the model supports, such as `ml.g5.2xlarge`',
  ),
  'endpoint.initialInstanceCount': field(
    'Instances at the start.',
    'a whole number from `minInstanceCount` to `maxInstanceCount`',
  ),
  'endpoint.minInstanceCount': field('The fewest instances.', 'a whole number from 1 to 100'),
  'endpoint.maxInstanceCount': field(
    'The most instances. As many as the fewest: no scaling.',
    'a whole number from `minInstanceCount` to 100',
  ),
  'endpoint.targetInvocationsPerInstance': field(
    'Scaling keeps each instance at about so many requests a minute; a request is a batch of texts.',
    'a number above 0',
  ),
  'endpoint.leaseHours': field(
    'After so many hours the endpoint is deleted, unless its lease was extended.',
    'a number from 0.5 to 168',
  ),
  'endpoint.warnMinutes': field(
    "A message to the alarm addresses so long before the lease's end.",
    'a whole number from 15 to 1440, less than the lease',
  ),
  runbookUrl: field(
    'Where `docs/runbook.md` can be read as a page: alarms link to its sections.',
    'an https address without `#section`; `null`: alarms name the file',
  ),
};
