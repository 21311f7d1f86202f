import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { FilterLogEventsCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedAws, startEmbeddedAws } from '../../local/embedded-aws';
import { clientConfig } from '../../local/gateway/client-config';

const dataDir = mkdtempSync(join(tmpdir(), 'embedded-messaging-'));
let aws: EmbeddedAws;
let QueueUrl: string;

beforeAll(async () => {
  aws = await startEmbeddedAws({ dataDir });
  const { resources } = await aws.cloudFormation.deployStack({ stackName: 'M', template });
  QueueUrl = resources.get('Queue')?.state.physicalId ?? '';
});
afterAll(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true });
});

const Arn = { 'Fn::GetAtt': ['Queue', 'Arn'] };
function allow(Action: string, Resource: unknown, Service?: string): object {
  const who = Service === undefined ? {} : { Principal: { Service } };
  return { Statement: { Effect: 'Allow', Action, Resource, ...who } };
}

/** A bucket whose new results.json calls a function that fails; its failures go to a queue. */
const template = {
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'undelivered' } },
    FromTopic: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Queue' }],
        PolicyDocument: allow('sqs:SendMessage', Arn, 'sns.amazonaws.com'),
      },
    },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'runs' } },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: Arn },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'data',
        NotificationConfiguration: {
          EventBridgeConfiguration: { EventBridgeEnabled: true },
        },
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: {
            Effect: 'Allow',
            Principal: { Service: 'lambda.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        },
        Policies: [{ PolicyName: 'send', PolicyDocument: allow('sqs:SendMessage', Arn) }],
      },
    },
    FromRule: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Function' },
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] },
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'index.handler',
        Runtime: 'nodejs22.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: "exports.handler = async () => { throw new TypeError('no'); };" },
      },
    },
    OnFailure: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Function' },
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: Arn } },
      },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: {
          source: ['aws.s3'],
          'detail-type': ['Object Created'],
          detail: {
            bucket: { name: [{ Ref: 'Bucket' }] },
            object: { key: [{ wildcard: 'runs/*/results.json' }] },
          },
        },
        Targets: [{ Id: 't', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } }],
      },
    },
  },
};

const clients = () => clientConfig(aws.endpoint, aws.region);
async function receive(): Promise<string[]> {
  const sqs = new SQSClient(clients());
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  sqs.destroy();
  return Messages.map(({ Body = '' }) => Body);
}

test('an object calls the function of its rule, whose failure ends in the queue', async () => {
  const s3 = new S3Client(clients());
  for (const Key of ['runs/r1/results.json', 'runs/r1/other.json']) {
    await s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body: '{}' }));
  }
  s3.destroy();
  await aws.idle();
  expect((await receive()).map((body) => JSON.parse(body) as unknown)).toEqual([
    expect.objectContaining({
      requestPayload: expect.objectContaining({
        'detail-type': 'Object Created',
        detail: expect.objectContaining({
          object: expect.objectContaining({ key: 'runs/r1/results.json', size: 2 }) as unknown,
        }) as unknown,
      }) as unknown,
    }),
  ]);
});

test('a message of a topic is in its queue, and in its log group as mail', async () => {
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:runs';
  const sns = new SNSClient(clients());
  await sns.send(new PublishCommand({ TopicArn, Subject: 'Run r1', Message: 'All is well.' }));
  sns.destroy();
  expect(await receive()).toEqual([expect.stringContaining('"Message":"All is well."') as unknown]);
  const logs = new CloudWatchLogsClient(clients());
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({ logGroupName: '/aws/sns/runs', filterPattern: '"Run r1"' }),
  );
  logs.destroy();
  expect(events).toHaveLength(1);
});
