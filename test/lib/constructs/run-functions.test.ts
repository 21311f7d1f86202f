import { Template } from 'aws-cdk-lib/assertions';
import { RunFunctions } from '../../../lib/constructs/run-functions';
import {
  eventResources,
  KEY_ARN,
  keyRight,
  rightsOf,
  SEND_UNDELIVERED,
} from '../support/event-resources';
import { statementsOf } from '../support/statements';

const FOREIGN_KEY = KEY_ARN.replace('key/1234', 'key/9876');
const JOBS = 'arn:aws:sagemaker:us-east-1:${AWS::AccountId}:transform-job/*';

const template = ((): Template => {
  const { stack, props } = eventResources();
  new RunFunctions(stack, 'Functions', {
    ...props,
    datasetBuckets: [{ bucketName: 'foreign', keyArn: FOREIGN_KEY }, { bucketName: 'plain' }],
    bundledDatasets: [{ bucket: 'assets', key: '0123abcd.jsonl' }],
    models: [{ modelDataUrl: 's3://weights/model.tar.gz' }],
  });
  return Template.fromStack(stack);
})();

const listIf = (prefix: string) => ` if {"StringLikeIfExists":{"s3:prefix":["${prefix}"]}}`;
const READ_RUNS = ['s3:GetObject on arn:aws:s3:::data/runs/*', keyRight('kms:Decrypt', 's3')];
const LIST_RUNS = [`s3:ListBucket on arn:aws:s3:::data${listIf('runs/*')}`];
const WRITE_RUNS = [
  's3:AbortMultipartUpload on arn:aws:s3:::data/runs/*',
  's3:PutObject on arn:aws:s3:::data/runs/*',
  keyRight('kms:GenerateDataKey', 's3'),
];
const READ_DATASETS = [
  ...['data', 'foreign', 'plain'].flatMap((bucket) => [
    `s3:GetObject on arn:aws:s3:::${bucket}/*`,
    `s3:ListBucket on arn:aws:s3:::${bucket}${listIf('*')}`,
  ]),
  keyRight('kms:Decrypt', 's3'),
  keyRight('kms:Decrypt', 's3').replace(KEY_ARN, FOREIGN_KEY),
  's3:GetObject on arn:aws:s3:::assets/0123abcd.jsonl',
];
const WRITE_CLAIMS = [
  's3:AbortMultipartUpload on arn:aws:s3:::data/idempotency/*',
  's3:PutObject on arn:aws:s3:::data/idempotency/*',
];
const READ_WEIGHTS = ['s3:GetObject on arn:aws:s3:::weights/model.tar.gz'];
const DESCRIBE = [`sagemaker:DescribeTransformJob on ${JOBS}`];
const STOP_OURS = [
  `sagemaker:StopTransformJob on ${JOBS} if {"Null":{"aws:ResourceTag/text2text-batch:run-id":"false"}}`,
];
const CREATE_TAGGED = [JOBS, 'arn:aws:sagemaker:us-east-1:${AWS::AccountId}:model/text2text-*'].map(
  (resource) =>
    `sagemaker:CreateTransformJob on ${resource} if {"Null":{"aws:RequestTag/text2text-batch:run-id":"false"}}`,
);
const JOB_LOGS = 'arn:aws:logs:us-east-1:${AWS::AccountId}:log-group:/aws/sagemaker/TransformJobs';
const READ_JOB_LOGS = [`logs:FilterLogEvents on ${JOB_LOGS}:*`];

describe('RunFunctions', () => {
  it.each([
    ['PlanRun', [...READ_DATASETS, ...WRITE_RUNS, ...WRITE_CLAIMS]],
    ['PrepareInput', [...READ_DATASETS, ...WRITE_RUNS]],
    [
      'StartTransform',
      [
        ...READ_RUNS,
        ...LIST_RUNS,
        ...CREATE_TAGGED,
        `sagemaker:AddTags on ${JOBS} if {"Null":{"sagemaker:TaggingAction":"false"}}`,
        ...DESCRIBE,
        ...STOP_OURS,
      ],
    ],
    ['CheckTransform', [...READ_RUNS, ...LIST_RUNS, ...DESCRIBE, ...READ_JOB_LOGS]],
    [
      'ScoreShard',
      [
        ...READ_RUNS,
        ...LIST_RUNS,
        ...WRITE_RUNS,
        's3:PutObjectTagging on arn:aws:s3:::data/runs/*/passes/*',
      ],
    ],
    ['SummarizeRun', [...READ_RUNS, ...LIST_RUNS, ...WRITE_RUNS, ...DESCRIBE, ...READ_WEIGHTS]],
    [
      'StopTransform',
      [...READ_RUNS, ...LIST_RUNS, ...WRITE_RUNS, ...DESCRIBE, ...STOP_OURS, ...SEND_UNDELIVERED],
    ],
  ])('allows %s exactly what it needs', (name, expected) => {
    expect(rightsOf(template, `Functions${name}Role`)).toStrictEqual([...expected].sort());
  });

  it("names '*' as a resource only for traces, which have no other", () => {
    const open = statementsOf(template).filter(({ resources }) => resources.includes('*'));
    expect(new Set(open.flatMap(({ actions }) => actions))).toStrictEqual(
      new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']),
    );
  });

  it('tells each of the seven functions the data bucket', () => {
    template.resourceCountIs('AWS::Lambda::Function', 7);
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: { DATA_BUCKET: 'data' } },
    });
  });

  it.each([
    ['PlanRun', 120, 256],
    ['PrepareInput', 900, 1769],
    ['StartTransform', 120, 256],
    ['CheckTransform', 120, 256],
    ['ScoreShard', 300, 1769],
    ['SummarizeRun', 900, 1769],
    ['StopTransform', 120, 256],
  ])('gives %s %i s and %i MB', (name, Timeout, MemorySize) => {
    const found = template.findResources('AWS::Lambda::Function', {
      Properties: { Timeout, MemorySize },
    });
    expect(Object.keys(found).some((id) => id.startsWith(`Functions${name}`))).toBe(true);
  });
});
