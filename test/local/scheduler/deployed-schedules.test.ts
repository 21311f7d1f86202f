import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilteredLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { App, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, QueryLanguage, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedAws, startEmbeddedAws } from '../../../local/embedded-aws';
import { clientConfig } from '../../../local/gateway/client-config';
import { ManualClock } from '../../support/manual-clock';

const scratch = mkdtempSync(join(tmpdir(), 'schedules-'));
const clock = new ManualClock(Date.parse('2026-11-24T10:00:00Z'));
let aws: EmbeddedAws;
let stepFunctions: SFNClient;

beforeAll(async () => {
  aws = await startEmbeddedAws({ dataDir: join(scratch, 'data'), schedulerClock: clock });
  stepFunctions = new SFNClient(clientConfig(aws.endpoint, aws.region));
  await aws.deployAssembly(synthesize());
});
afterAll(async () => {
  stepFunctions.destroy();
  await aws.close();
  rmSync(scratch, { recursive: true });
});

/** What CDK's own constructs make: a state machine every night, a function once, one that is gone. */
function synthesize(): string {
  const app = new App({ outdir: join(scratch, 'cdk.out'), analyticsReporting: false });
  const stack = new Stack(app, 'Scheduled');
  const machine = new StateMachine(stack, 'Machine', {
    stateMachineName: 'nightly',
    queryLanguage: QueryLanguage.JSONATA,
    definitionBody: DefinitionBody.fromChainable(Pass.jsonata(stack, 'Pass')),
  });
  new Schedule(stack, 'Nightly', {
    scheduleName: 'nightly',
    schedule: ScheduleExpression.cron({
      minute: '0',
      hour: '2',
      timeZone: TimeZone.EUROPE_BERLIN,
    }),
    target: new StepFunctionsStartExecution(machine, {
      input: ScheduleTargetInput.fromObject({ key: ContextAttribute.scheduledTime }),
      retryAttempts: 3,
      maxEventAge: Duration.hours(1),
    }),
  });
  const code = join(scratch, 'code');
  mkdirSync(code);
  writeFileSync(
    join(code, 'index.js'),
    "exports.handler = async ({ text }) => { console.log('called with ' + text); };",
  );
  const sweep = new LambdaFunction(stack, 'Sweep', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromAsset(code),
    logGroup: new LogGroup(stack, 'SweepLogs', { logGroupName: 'sweep' }),
  });
  new Schedule(stack, 'Once', {
    scheduleName: 'once',
    schedule: ScheduleExpression.at(new Date('2026-11-24T12:00:00Z')),
    timeWindow: TimeWindow.flexible(Duration.minutes(5)),
    target: new LambdaInvoke(sweep, { input: ScheduleTargetInput.fromObject({ text: 'hello' }) }),
  });
  const gone = `${machine.stateMachineArn}-gone`;
  new Schedule(stack, 'Lost', {
    scheduleName: 'lost',
    schedule: ScheduleExpression.at(new Date('2026-11-24T11:00:00Z')),
    target: new StepFunctionsStartExecution(StateMachine.fromStateMachineArn(stack, 'Gone', gone), {
      input: ScheduleTargetInput.fromObject({ text: 'nobody hears' }),
      deadLetterQueue: new Queue(stack, 'Undelivered', { queueName: 'undelivered' }),
    }),
  });
  return app.synth().directory;
}

async function callsOfFunction(): Promise<FilteredLogEvent[]> {
  const logs = new CloudWatchLogsClient(clientConfig(aws.endpoint, aws.region));
  const filterPattern = '"called with hello"';
  const command = new FilterLogEventsCommand({ logGroupName: 'sweep', filterPattern });
  const { events = [] } = await logs.send(command);
  logs.destroy();
  return events;
}

async function executionInputs(): Promise<unknown[]> {
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:nightly';
  const { executions = [] } = await stepFunctions.send(
    new ListExecutionsCommand({ stateMachineArn }),
  );
  return Promise.all(
    executions.map(async ({ executionArn }) => {
      const command = new DescribeExecutionCommand({ executionArn });
      const { name, input = '' } = await stepFunctions.send(command);
      expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
      return JSON.parse(input) as unknown;
    }),
  );
}

test('a function is invoked within the window, a state machine started at its time', async () => {
  await clock.advance(2 * 3_600_000 + 5 * 60_000);
  await aws.idle();
  expect(await callsOfFunction()).toHaveLength(1);
  expect(await executionInputs()).toEqual([]);
  // 2026-11-25 02:00 in Berlin.
  await clock.advance(13 * 3_600_000);
  await aws.idle();
  expect(await executionInputs()).toEqual([{ key: '2026-11-25T01:00:00Z' }]);
});

test('what no target takes lies in the dead-letter queue', async () => {
  const sqs = new SQSClient(clientConfig(aws.endpoint, aws.region));
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'undelivered' }));
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }),
  );
  sqs.destroy();
  expect(Messages).toMatchObject([
    {
      Body: '{"text":"nobody hears"}',
      MessageAttributes: {
        ERROR_CODE: { DataType: 'String', StringValue: 'StateMachineDoesNotExist' },
        SCHEDULED_TIME: { DataType: 'String', StringValue: '2026-11-24T11:00:00Z' },
      },
    },
  ]);
});

test('a second delivery of the same firing starts an execution of its own', async () => {
  await aws.scheduler.redeliver({ name: 'nightly' });
  const same = { key: '2026-11-25T01:00:00Z' };
  expect(await executionInputs()).toEqual([same, same]);
});
