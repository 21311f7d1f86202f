import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ListTransformJobsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedAws, startEmbeddedAws } from '../../../local/embedded-aws';
import { clientConfig } from '../../../local/gateway/client-config';

const ACCOUNT = '000000000000';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/worker/test`;
const KEY_ID = '11111111-2222-3333-4444-555555555555';
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/${KEY_ID}`;
const scratch = mkdtempSync(join(tmpdir(), 'enforcement-'));
let aws: EmbeddedAws;

beforeAll(async () => {
  aws = await startEmbeddedAws({ dataDir: scratch });
  aws.identities.putRole('worker', { arn: ROLE, trustPolicy: {}, managedPolicyArns: [] });
  await person(S3Client).send(new CreateBucketCommand({ Bucket: 'data' }));
  await person(S3Client).send(new PutObjectCommand({ Bucket: 'data', Key: 'in/a', Body: 'a' }));
});
afterAll(async () => {
  await aws.close();
  rmSync(scratch, { recursive: true });
});
beforeEach(() => {
  may();
});

type Client<T> = new (config: ReturnType<typeof clientConfig> & { maxAttempts: number }) => T;
const person = <T>(client: Client<T>): T =>
  new client({ ...clientConfig(aws.endpoint, aws.region), maxAttempts: 1 });
const worker = <T>(client: Client<T>): T =>
  new client({
    ...clientConfig(aws.endpoint, aws.region),
    credentials: aws.principals.issue(ROLE, 'test'),
    maxAttempts: 1,
  });

/** Gives the role these statements and no others. */
function may(...statements: object[]): void {
  const Statement = statements.map((statement) => ({ Effect: 'Allow', ...statement }));
  aws.identities.putInlinePolicy('worker', 'own', { Version: '2012-10-17', Statement });
}

describe('each service asks, and answers a denial in its own shape', () => {
  const queue = `arn:aws:sqs:us-east-1:${ACCOUNT}:q`;
  const topic = `arn:aws:sns:us-east-1:${ACCOUNT}:t`;
  const group = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/g`;
  const machine = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:m`;
  const bus = `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/default`;
  const QueueUrl = (): string => `${aws.endpoint}/${ACCOUNT}/q`;
  const Entries = [{ Source: 'app', DetailType: 'Done', Detail: '{}' }];

  beforeAll(async () => {
    await person(SQSClient).send(new CreateQueueCommand({ QueueName: 'q' }));
    await person(SNSClient).send(new CreateTopicCommand({ Name: 't' }));
  });

  test.each<[string, string, string, () => Promise<unknown>]>([
    ['s3:GetObject', 'arn:aws:s3:::data/in/a', 'AccessDenied', () => get('in/a')],
    [
      'sqs:SendMessage',
      queue,
      'AccessDenied',
      () =>
        worker(SQSClient).send(new SendMessageCommand({ QueueUrl: QueueUrl(), MessageBody: 'm' })),
    ],
    [
      'sqs:ReceiveMessage',
      queue,
      'AccessDenied',
      () => worker(SQSClient).send(new ReceiveMessageCommand({ QueueUrl: QueueUrl() })),
    ],
    [
      'sns:Publish',
      topic,
      'AuthorizationErrorException',
      () => worker(SNSClient).send(new PublishCommand({ TopicArn: topic, Message: 'm' })),
    ],
    [
      'events:PutEvents',
      bus,
      'AccessDeniedException',
      () => worker(EventBridgeClient).send(new PutEventsCommand({ Entries })),
    ],
    [
      'sagemaker:ListTransformJobs',
      '*',
      'AccessDeniedException',
      () => worker(SageMakerClient).send(new ListTransformJobsCommand({})),
    ],
    [
      'scheduler:ListSchedules',
      `arn:aws:scheduler:us-east-1:${ACCOUNT}:schedule/*/*`,
      'AccessDeniedException',
      () => worker(SchedulerClient).send(new ListSchedulesCommand({})),
    ],
  ])('%s on %s', async (action, resource, name, call) => {
    await expect(call()).rejects.toMatchObject({
      name,
      message: expect.stringContaining(
        `User: ${SESSION} is not authorized to perform: ${action}`,
      ) as string,
      $metadata: { httpStatusCode: 403 },
    });
    may({ Action: action, Resource: resource });
    await expect(call()).resolves.toBeDefined();
  });

  test.each<[string, string, string, () => Promise<unknown>]>([
    [
      'logs:FilterLogEvents',
      `${group}:*`,
      'ResourceNotFoundException',
      () => worker(CloudWatchLogsClient).send(new FilterLogEventsCommand({ logGroupName: '/g' })),
    ],
    [
      'states:DescribeStateMachine',
      machine,
      'StateMachineDoesNotExist',
      () => worker(SFNClient).send(new DescribeStateMachineCommand({ stateMachineArn: machine })),
    ],
  ])('%s on %s, before it looks whether it is there', async (action, Resource, found, call) => {
    await expect(call()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `${action} on resource: ${Resource.replace(/\*$/, '')}`,
      ) as string,
    });
    may({ Action: action, Resource });
    await expect(call()).rejects.toMatchObject({ name: found });
  });
});

test("Lambda asks for the function's ARN with the qualifier that was called", async () => {
  const { accessKeyId, sessionToken } = aws.principals.issue(ROLE, 'test');
  const invoke = async () => {
    const scope = `${accessKeyId}/20260101/us-east-1/lambda/aws4_request`;
    const response = await fetch(
      `${aws.endpoint}/2015-03-31/functions/f/invocations?Qualifier=live`,
      {
        method: 'POST',
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
          'x-amz-security-token': sessionToken,
        },
        body: '{}',
      },
    );
    const { Message } = (await response.json()) as { Message: string };
    return `${response.headers.get('x-amzn-errortype')}: ${Message}`;
  };
  const fn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
  may({ Action: 'lambda:InvokeFunction', Resource: fn });
  expect(await invoke()).toMatch(`AccessDeniedException: User: ${SESSION} is not authorized`);
  may({ Action: 'lambda:InvokeFunction', Resource: `${fn}:live` });
  expect(await invoke()).toMatch('ResourceNotFoundException: Function not found');
});

const get = (Key: string) => worker(S3Client).send(new GetObjectCommand({ Bucket: 'data', Key }));
const put = (Key: string) =>
  worker(S3Client).send(new PutObjectCommand({ Bucket: 'data', Key, Body: 'b' }));

describe('S3', () => {
  test('an object that is not there is forbidden to those who may not list', async () => {
    const head = () =>
      worker(S3Client).send(new HeadObjectCommand({ Bucket: 'data', Key: 'in/none' }));
    may({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' });
    await expect(get('in/none')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:ListBucket') as string,
    });
    await expect(head()).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    may({ Action: 's3:*', Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'] });
    await expect(get('in/none')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(head()).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('a list is allowed by its prefix', async () => {
    const list = (Prefix: string) =>
      worker(S3Client).send(new ListObjectsV2Command({ Bucket: 'data', Prefix }));
    may({
      Action: 's3:ListBucket',
      Resource: 'arn:aws:s3:::data',
      Condition: { StringLike: { 's3:prefix': 'in/*' } },
    });
    await expect(list('in/')).resolves.toMatchObject({ KeyCount: 1 });
    await expect(list('out/')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('of several deletions each is asked for', async () => {
    may({ Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::data/mine/*' });
    const Objects = [{ Key: 'mine/1' }, { Key: 'in/a' }];
    const answer = await worker(S3Client).send(
      new DeleteObjectsCommand({ Bucket: 'data', Delete: { Objects } }),
    );
    expect(answer.Deleted).toEqual([{ Key: 'mine/1' }]);
    expect(answer.Errors).toMatchObject([{ Key: 'in/a', Code: 'AccessDenied' }]);
  });

  test("a bucket's own policy denies what the role's allows", async () => {
    may({ Action: 's3:*', Resource: '*' });
    const Statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::data/closed/*',
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await person(S3Client).send(new PutBucketPolicyCommand({ Bucket: 'data', Policy }));
    await expect(put('closed/1')).rejects.toThrow(
      'with an explicit deny in a resource-based policy',
    );
    await expect(put('open/1')).resolves.toBeDefined();
  });

  test('an encrypted bucket takes rights on its key, through S3', async () => {
    aws.keys.put(KEY_ID, { enabled: true });
    aws.resourcePolicies.put(KEY, {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    });
    const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY } as const;
    await person(S3Client).send(new CreateBucketCommand({ Bucket: 'secret' }));
    await person(S3Client).send(
      new PutBucketEncryptionCommand({
        Bucket: 'secret',
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }],
        },
      }),
    );
    const object = { Bucket: 'secret', Key: 'o' };
    const write = () => worker(S3Client).send(new PutObjectCommand({ ...object, Body: 's' }));
    const read = () => worker(S3Client).send(new GetObjectCommand(object));
    const s3 = { Action: 's3:*', Resource: '*' };
    const through = (Action: string, service: string) => ({
      Action,
      Resource: KEY,
      Condition: { StringEquals: { 'kms:ViaService': `${service}.us-east-1.amazonaws.com` } },
    });
    may(s3, through('kms:GenerateDataKey', 'sqs'));
    await expect(write()).rejects.toThrow(`kms:GenerateDataKey on resource: ${KEY}`);
    may(s3, through('kms:GenerateDataKey', 's3'));
    await expect(write()).resolves.toBeDefined();
    await expect(read()).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`kms:Decrypt on resource: ${KEY}`) as string,
    });
    may(s3, through('kms:Decrypt', 's3'));
    await expect(read()).resolves.toBeDefined();
  });
});
