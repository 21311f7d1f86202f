import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { until } from '../../support/until';
import { KillableUp } from './support/killable-up';

let up: KillableUp;
beforeAll(async () => {
  up = await KillableUp.make();
});
afterAll(() => up.remove());

async function start(port: string) {
  const { config, ...started } = await up.start(port);
  return {
    ...started,
    cloudFormation: new CloudFormationClient(config),
    s3: new S3Client(config),
    stepFunctions: new SFNClient(config),
    sqs: new SQSClient(config),
  };
}

const Definition = {
  StartAt: 'Before',
  QueryLanguage: 'JSONata',
  States: {
    Before: { Type: 'Pass', Next: 'Wait' },
    Wait: { Type: 'Wait', Seconds: 10_000, End: true },
  },
};
const Statement = {
  Effect: 'Allow',
  Principal: { Service: 'states.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
const template = (DisplayName: string) =>
  JSON.stringify({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Version: '2012-10-17', Statement },
        },
      },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { Definition, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
      },
      Queue: { Type: 'AWS::SQS::Queue' },
      Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName } },
    },
    Outputs: { Machine: { Value: { Ref: 'Machine' } }, Queue: { Value: { Ref: 'Queue' } } },
  });
const StackName = 'Kept';
const Capabilities = ['CAPABILITY_IAM' as const];

type Aws = Awaited<ReturnType<typeof start>>;

function deployed(aws: Aws, status: string): Promise<Stack> {
  return until(async () => {
    const { Stacks } = await aws.cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.find(({ StackStatus }) => StackStatus === status);
  });
}

test('a kill during a run loses nothing that was acknowledged, and the execution is aborted', async () => {
  const before = await start('0');
  const TemplateBody = template('one');
  await before.cloudFormation.send(
    new CreateStackCommand({ StackName, TemplateBody, Capabilities }),
  );
  const stack = await deployed(before, 'CREATE_COMPLETE');
  const output = (key: string): string =>
    stack.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? '';
  const stateMachineArn = output('Machine');
  const { executionArn } = await before.stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, name: 'run', input: '{"a":1}' }),
  );
  await until(async () => {
    const { events = [] } = await before.stepFunctions.send(
      new GetExecutionHistoryCommand({ executionArn }),
    );
    return events.some(({ type }) => type === 'WaitStateEntered') || undefined;
  });
  const QueueUrl = output('Queue');
  await before.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
  const object = { Bucket: 'kept', Key: 'a key/ä' };
  await before.s3.send(new CreateBucketCommand({ Bucket: object.Bucket }));
  await before.s3.send(new PutObjectCommand({ ...object, Body: 'acknowledged' }));
  await up.kill();

  const after = await start(before.port);
  const again = await deployed(after, 'CREATE_COMPLETE');
  expect(again).toEqual(stack);
  const execution = await after.stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
  expect(execution).toMatchObject({
    status: 'ABORTED',
    cause: 'The process of the embedded AWS ended while the execution ran.',
    input: '{"a":1}',
    stateMachineArn,
  });
  const { events = [] } = await after.stepFunctions.send(
    new GetExecutionHistoryCommand({ executionArn }),
  );
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'WaitStateEntered',
    'ExecutionAborted',
  ]);
  const { Body } = await after.s3.send(new GetObjectCommand(object));
  expect(await Body?.transformToString()).toBe('acknowledged');
  const { Messages } = await after.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages).toMatchObject([{ Body: 'kept' }]);

  // What was restored can be deployed over: the providers find what they made.
  await after.cloudFormation.send(
    new UpdateStackCommand({ StackName, TemplateBody: template('two'), Capabilities }),
  );
  await deployed(after, 'UPDATE_COMPLETE');
});
