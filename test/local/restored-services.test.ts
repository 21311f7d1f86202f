import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedAws, startEmbeddedAws } from '../../local/embedded-aws';
import { clientConfig } from '../../local/gateway/client-config';
import { ManualClock } from '../support/manual-clock';
import { until } from '../support/until';

const HOUR = 3_600_000;

let scratch: string;
let clock: ManualClock;
let aws: EmbeddedAws;
let clients: ReturnType<typeof clientsOf>;
let copies = 0;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'restored-'));
  clock = new ManualClock();
  await start(join(scratch, 'data'));
});
afterEach(async () => {
  await end();
  await rm(scratch, { recursive: true });
});

function clientsOf({ endpoint, region }: EmbeddedAws) {
  const config = clientConfig(endpoint, region);
  return {
    events: new EventBridgeClient(config),
    logs: new CloudWatchLogsClient(config),
    scheduler: new SchedulerClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    stepFunctions: new SFNClient(config),
  };
}

async function start(dataDir: string): Promise<void> {
  aws = await startEmbeddedAws({ dataDir, persist: true, clock });
  clients = clientsOf(aws);
}

async function end(): Promise<void> {
  for (const client of Object.values(clients)) client.destroy();
  await aws.close();
}

/** On a copy of what is on the disk now, as a kill would leave it: nothing of an orderly end is in it. */
async function restartAsAfterKill(): Promise<void> {
  const copy = join(scratch, `copy-${(copies += 1)}`);
  await cp(join(scratch, 'data'), copy, {
    recursive: true,
    filter: (path) => !/embedded-aws\.(pid|json)$/.test(path),
  });
  await end();
  await start(copy);
}

const policy = (Statement: object) => ({ Version: '2012-10-17', Statement });
const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** @returns outputs of a stack with these resources */
async function deploy(Resources: object, Outputs: object): Promise<Record<string, string>> {
  const { outputs } = await aws.cloudFormation.deployStack({
    stackName: 'Kept',
    template: { Resources, Outputs },
  });
  return { ...outputs };
}

const queue = {
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q', VisibilityTimeout: 30 } },
  QueuePolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'Queue' }],
      PolicyDocument: policy({
        Effect: 'Allow',
        Principal: { Service: ['sns.amazonaws.com', 'events.amazonaws.com'] },
        Action: 'sqs:SendMessage',
        Resource: arnOf('Queue'),
      }),
    },
  },
};

async function received(): Promise<Message[]> {
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: aws.sqs.queues.urlOf('q'),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    }),
  );
  return Messages;
}
const nextMessages = () =>
  until(async () => {
    const messages = await received();
    return messages.length > 0 ? messages : undefined;
  });

test('a message in flight stays so until its time is over, and can be deleted by its handle', async () => {
  await deploy(queue, {});
  const QueueUrl = aws.sqs.queues.urlOf('q');
  await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
  await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'two' }));
  const before = await received();
  expect(before.map(({ Body }) => Body).sort()).toEqual(['one', 'two']);
  await clock.advance(10_000);
  await restartAsAfterKill();
  expect(await received()).toEqual([]);
  const one = before.find(({ Body }) => Body === 'one');
  await clients.sqs.send(
    new DeleteMessageCommand({
      QueueUrl: aws.sqs.queues.urlOf('q'),
      ReceiptHandle: one?.ReceiptHandle,
    }),
  );
  await clock.advance(19_999);
  expect(await received()).toEqual([]);
  await clock.advance(1);
  expect(await received()).toMatchObject([
    { Body: 'two', Attributes: { ApproximateReceiveCount: '2' } },
  ]);
});

test('a topic delivers to its subscriptions, with their attributes', async () => {
  const { Topic: TopicArn } = await deploy(
    {
      ...queue,
      Topic: { Type: 'AWS::SNS::Topic' },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Topic' },
          Protocol: 'sqs',
          Endpoint: arnOf('Queue'),
          RawMessageDelivery: true,
        },
      },
    },
    { Topic: { Value: { Ref: 'Topic' } } },
  );
  await restartAsAfterKill();
  await clients.sns.send(new PublishCommand({ TopicArn, Message: 'told' }));
  expect((await nextMessages()).map(({ Body }) => Body)).toEqual(['told']);
});

test('a rule hands what fits to its targets', async () => {
  await deploy(
    {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: policy({
            Effect: 'Allow',
            Principal: { Service: 'lambda.amazonaws.com' },
            Action: 'sts:AssumeRole',
          }),
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
        },
      },
      Watcher: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'watcher',
          Code: { ZipFile: 'exports.handler = async (event) => console.log("seen", event.text);' },
          Handler: 'index.handler',
          Runtime: 'nodejs20.x',
          Role: arnOf('Role'),
        },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { Ref: 'Watcher' },
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          SourceArn: arnOf('Rule'),
        },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['mine'] },
          Targets: [{ Id: 'T', Arn: arnOf('Watcher'), InputPath: '$.detail' }],
        },
      },
    },
    {},
  );
  await restartAsAfterKill();
  const entry = (Source: string, text: string) => ({
    Source,
    DetailType: 'd',
    Detail: JSON.stringify({ text }),
  });
  await clients.events.send(
    new PutEventsCommand({ Entries: [entry('theirs', 'no'), entry('mine', 'yes')] }),
  );
  await aws.idle();
  const { events = [] } = await clients.logs.send(
    new FilterLogEventsCommand({ logGroupName: '/aws/lambda/watcher', filterPattern: 'seen' }),
  );
  expect(events.map(({ message }) => message?.trim().split('\t').at(-1))).toEqual(['seen yes']);
});

test('a schedule in its group goes on in its rhythm', async () => {
  const { Machine: stateMachineArn } = await deploy(
    {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: policy({
            Effect: 'Allow',
            Principal: { Service: ['states.amazonaws.com', 'scheduler.amazonaws.com'] },
            Action: 'sts:AssumeRole',
          }),
          Policies: [
            {
              PolicyName: 'start',
              PolicyDocument: policy({
                Effect: 'Allow',
                Action: 'states:StartExecution',
                Resource: '*',
              }),
            },
          ],
        },
      },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          RoleArn: arnOf('Role'),
          Definition: {
            QueryLanguage: 'JSONata',
            StartAt: 'End',
            States: { End: { Type: 'Succeed' } },
          },
        },
      },
      Group: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'team' } },
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          Name: 'daily',
          GroupName: { Ref: 'Group' },
          ScheduleExpression: 'rate(1 day)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn: { Ref: 'Machine' }, RoleArn: arnOf('Role') },
        },
      },
    },
    { Machine: { Value: { Ref: 'Machine' } } },
  );
  const started = async (): Promise<number> => {
    await aws.idle();
    const command = new ListExecutionsCommand({ stateMachineArn });
    return (await clients.stepFunctions.send(command)).executions?.length ?? 0;
  };
  // A rate fires when it is made.
  await until(async () => (await started()) === 1 || undefined);
  const id = { Name: 'daily', GroupName: 'team' };
  const { $metadata: _, ...before } = await clients.scheduler.send(new GetScheduleCommand(id));
  await clock.advance(6 * HOUR);
  await restartAsAfterKill();
  const { $metadata: __, ...after } = await clients.scheduler.send(new GetScheduleCommand(id));
  expect(after).toEqual(before);
  await clock.advance(18 * HOUR - 1);
  expect(await started()).toBe(1);
  await clock.advance(1);
  await until(async () => (await started()) === 2 || undefined);
});
