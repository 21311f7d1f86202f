/** A value that a field must not have, and how the message says what is valid. */
type WrongField = readonly [value: unknown, valid: string];

/** Fields of a run, wherever a configuration has them: `runDefaults`, a preset's or a schedule's input. */
const RUN_FIELDS: Readonly<Record<string, WrongField>> = {
  'dataset.uri': [
    's3://Bucket/key',
    'valid: one object as s3://bucket/key, or its key in the data bucket',
  ],
  'dataset.format': ['csv', 'valid: "jsonl", "prepared"'],
  'dataset.inputColumn': ['', 'valid: at least 1 characters'],
  'dataset.referenceColumn': [['a'], 'valid: a string'],
  'dataset.idColumn': [1, 'valid: a string'],
  'dataset.hyperParametersColumn': ['', 'valid: at least 1 characters'],
  'dataset.references.uri': ['/absolute', 'valid: one object as s3://bucket/key'],
  'dataset.references.idColumn': [null, 'valid: a string'],
  'dataset.references.referenceColumn': ['', 'valid: at least 1 characters'],
  'dataset.limit': [0, 'valid: at least 1'],
  prompt: ['', 'valid: at least 1 characters'],
  model: [7, 'valid: a string'],
  'hyperParameters.*': ['many', 'top_k must be an integer'],
  'transform.instanceType': ['g5.2xlarge', 'valid: an instance type such as ml.g5.2xlarge'],
  'transform.instanceCount': [0, 'valid: at least 1'],
  'transform.maxPayloadInMB': [1.5, 'valid: a whole number'],
  'transform.maxConcurrentTransforms': [101, 'valid: at most 100'],
  'transform.batchStrategy': ['Both', 'valid: "MultiRecord", "SingleRecord"'],
  'transform.maxRuntimeHours': [0, 'valid: more than 0'],
  'rouge.types[]': ['rouge3', 'valid: "rouge1", "rouge2", "rougeL", "rougeLsum"'],
  'rouge.useStemmer': ['yes', 'valid: a boolean'],
  'rouge.tokenizer': ['thai', 'valid: "default", "unicode"'],
  'rouge.seed': [-1, 'valid: at least 0'],
};

const under = (prefix: string): Record<string, WrongField> =>
  Object.fromEntries(
    Object.entries(RUN_FIELDS).map(([path, wrong]) => [`${prefix}.${path}`, wrong]),
  );

/** One wrong value for every leaf of the configuration's schema, by the path of `schemaLeaves`. */
export const WRONG_FIELDS: Readonly<Record<string, WrongField>> = {
  stackPrefix: ['1st', 'valid: a letter, then letters, digits and hyphens'],
  region: ['Oregon', 'valid: a region such as eu-west-1, or null'],
  removalPolicy: ['keep', 'valid: "retain", "destroy"'],
  encryptionKeyArn: ['alias/mine', "valid: a KMS key's ARN"],
  rawRetentionDays: [0, 'valid: at least 1'],
  permissionsBoundaryArn: ['Boundary', "valid: a managed policy's ARN"],
  'vpc.vpcId': ['my-vpc', 'valid: an id such as vpc-0123456789abcdef0'],
  'vpc.subnetIds[]': ['vpc-01234567', 'valid: an id such as subnet-0123456789abcdef0'],
  'vpc.securityGroupIds[]': ['default', 'valid: an id such as sg-0123456789abcdef0'],
  'vpc.createEndpoints.routeTableIds[]': ['main', 'valid: an id such as rtb-0123456789abcdef0'],
  'models[].name': ['a b', 'valid: letters, digits and single hyphens between them'],
  'models[].jumpStart.modelId': ['flan-t5', 'is not among the text2text models known on'],
  'models[].jumpStart.version': ['2.*', 'cannot run in batch transform'],
  'models[].jumpStart.allowDeprecated': ['yes', 'valid: a boolean'],
  'models[].instanceType': [
    'ml.p5.48xlarge',
    'valid: an instance type of batch transform, such as',
  ],
  'models[].image': ['a b', 'valid: an image of at most 255 characters, without blanks'],
  'models[].modelData.path': ['', 'valid: at least 1 characters'],
  'models[].modelData.url': ['s3://bucket/model/', 'valid: s3://bucket/key, ending in .tar.gz'],
  'models[].environment.*': [1, 'valid: a string'],
  'models[].contract': ['tgi', 'valid: "text2text-1.x"'],
  'models[].networkIsolation': ['no', 'valid: a boolean'],
  'models[].supportedInstanceTypes[]': [
    'g5',
    'valid: an instance type of batch transform, such as',
  ],
  'datasetBuckets[].bucketName': ['Mine', 'valid: the name of a bucket, 3 to 63 characters'],
  'datasetBuckets[].keyArn': ['alias/mine', "valid: a KMS key's ARN"],
  ...under('runDefaults'),
  'limits.maxRecordsPerShard': [0, 'valid: at least 1'],
  'limits.secondsPerRecord': [0, 'valid: more than 0'],
  'limits.invocationTimeoutSeconds': [4000, 'valid: at most 3600'],
  'limits.invocationRetries': [4, 'valid: at most 3'],
  'presets.*.description': ['', 'valid: at least 1 characters'],
  'presets.*.file': ['', 'valid: at least 1 characters'],
  ...under('presets.*.input'),
  'schedules[].name': ['every night', 'valid: 1 to 32 letters, digits, hyphens or underscores'],
  'schedules[].expression': ['whenever', 'valid: rate(1 day), cron('],
  'schedules[].timeZone': ['Mars/Olympus', 'valid: an IANA name such as'],
  'schedules[].flexibleWindowMinutes': [0, 'valid: at least 1'],
  'schedules[].input.preset': ['smok', 'valid: one of the presets, '],
  ...under('schedules[].input'),
  'schedules[].enabled': [1, 'valid: a boolean'],
  'notifications.runEmails[]': ['somebody', 'valid: an e-mail address such as team@example.com'],
  'notifications.alarmEmails[]': ['somebody', 'valid: an e-mail address such as team@example.com'],
  runbookUrl: ['http://wiki/runbook', 'valid: an https address without #section, or null'],
};
