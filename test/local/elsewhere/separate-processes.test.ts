import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedAws, startEmbeddedAws } from '../../../local/embedded-aws';
import { clientConfig } from '../../../local/gateway/client-config';
import { type ServiceName } from '../../../local/placement';
import { putAdminRole } from '../../support/admin-role';
import { until } from '../../support/until';
import { synthesizeExampleApp } from '../example-app/example-stack';

/**
 * One embedded AWS that has everything, with a function and a state machine, and others beside it
 * that have a part each and take the rest from it.
 */
const scratch = mkdtempSync(join(tmpdir(), 'separate-'));
let main: EmbeddedAws;
let outputs: Readonly<Record<string, string>>;
let functionArn: string;
let adminRole: string;
const parts: EmbeddedAws[] = [];

beforeAll(async () => {
  main = await startEmbeddedAws({ dataDir: join(scratch, 'main') });
  const assembly = synthesizeExampleApp(join(scratch, 'cdk.out'));
  outputs = (await main.deployAssembly(assembly)).Example ?? {};
  functionArn = `arn:aws:lambda:us-east-1:000000000000:function:${outputs.FunctionName}`;
  adminRole = putAdminRole(main, 'admin');
});
afterAll(async () => {
  for (const part of parts) await part.close();
  await main.close();
  rmSync(scratch, { recursive: true });
});

async function partWith(...only: ServiceName[]) {
  const part = await startEmbeddedAws({
    dataDir: join(scratch, only.join('-')),
    services: { only, othersEndpoint: main.endpoint },
  });
  parts.push(part);
  return clientConfig(part.endpoint, part.region);
}

async function textWritten(key: string): Promise<string | undefined> {
  const s3 = new S3Client(clientConfig(main.endpoint, main.region));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: outputs.BucketName, Key: key }));
  return Body?.transformToString();
}

test('Step Functions alone: its executions call functions of the other process', async () => {
  const states = new SFNClient(await partWith('states'));
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Write',
    States: {
      Write: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: functionArn, Payload: '{% $states.input %}' },
        Output: '{% $states.result.Payload %}',
        End: true,
      },
    },
  });
  const { stateMachineArn } = await states.send(
    new CreateStateMachineCommand({ name: 'alone', definition, roleArn: adminRole }),
  );
  const run = async (input: object) => {
    const { executionArn } = await states.send(
      new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
    );
    return until(async () => {
      const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    });
  };
  expect(await run({ text: 'from afar' })).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"key":"out/from afar"}',
  });
  expect(await textWritten('out/from afar')).toBe('FROM AFAR');
  expect(await run({})).toMatchObject({
    status: 'FAILED',
    error: 'NoText',
    cause: expect.stringContaining('The request has no text') as string,
  });
});

test("a function's absence there is Lambda's error here", async () => {
  const states = new SFNClient(await partWith('states', 'sts'));
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Call',
    States: {
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: functionArn.replace(/.$/, 'x0') },
        End: true,
      },
    },
  });
  const { stateMachineArn } = await states.send(
    new CreateStateMachineCommand({ name: 'absent', definition, roleArn: adminRole }),
  );
  const { executionArn } = await states.send(new StartExecutionCommand({ stateMachineArn }));
  const ended = await until(async () => {
    const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === 'RUNNING' ? undefined : execution;
  });
  expect(ended.error).toBe('Lambda.ResourceNotFoundException');
});

test('EventBridge alone: its rules call functions of the other process, if these let them in', async () => {
  const events = new EventBridgeClient(await partWith('events'));
  const { name: allowed, watcher } = ruleOfTheStack();
  for (const name of [allowed, 'stranger']) {
    const EventPattern = JSON.stringify({ source: [`of.${name}`] });
    await events.send(new PutRuleCommand({ Name: name, EventPattern }));
    await events.send(
      new PutTargetsCommand({ Rule: name, Targets: [{ Id: 'watcher', Arn: watcher }] }),
    );
    const Detail = JSON.stringify({ status: name === allowed ? 'AFAR' : 'STRANGE' });
    const entry = { Source: `of.${name}`, DetailType: 'T', Detail };
    await events.send(new PutEventsCommand({ Entries: [entry] }));
  }
  const seen = await until(async () => {
    const messages = await watcherLog('seen');
    return messages.length > 0 ? messages : undefined;
  });
  for (const aws of [...parts, main]) await aws.idle();
  expect(seen).toEqual([expect.stringContaining('seen AFAR')]);
  expect(await watcherLog('STRANGE')).toEqual([]);
});

/** The permission of the watcher names the rule that may call it. */
function ruleOfTheStack(): { name: string; watcher: string } {
  const { resources } = main.cloudFormation.stack('Example');
  const idOf = (type: string, part: string): string =>
    [...resources.entries()].find(
      ([id, { type: other }]) => other === type && id.includes(part),
    )?.[1].state.physicalId ?? '';
  const watcher = idOf('AWS::Lambda::Function', 'Watcher');
  return {
    name: idOf('AWS::Events::Rule', 'Ended'),
    watcher: `arn:aws:lambda:us-east-1:000000000000:function:${watcher}`,
  };
}

async function watcherLog(text: string): Promise<unknown[]> {
  const logs = new CloudWatchLogsClient(clientConfig(main.endpoint, main.region));
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({
      logGroupName: outputs.WatcherLogGroup,
      filterPattern: `"${text}"`,
    }),
  );
  return events.map(({ message }) => message);
}

test('the Scheduler alone: its schedules start state machines of the other process', async () => {
  const scheduler = new SchedulerClient(await partWith('scheduler'));
  main.identities.putRole('schedules', {
    arn: 'arn:aws:iam::000000000000:role/schedules',
    trustPolicy: {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    },
    managedPolicyArns: [],
  });
  main.identities.putInlinePolicy('schedules', 'start', {
    Statement: {
      Effect: 'Allow',
      Action: 'states:StartExecution',
      Resource: outputs.StateMachineArn,
    },
  });
  await scheduler.send(
    new CreateScheduleCommand({
      Name: 'once',
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: outputs.StateMachineArn,
        RoleArn: 'arn:aws:iam::000000000000:role/schedules',
        Input: '{"text":"on time"}',
      },
    }),
  );
  const states = new SFNClient(clientConfig(main.endpoint, main.region));
  const { stateMachineArn } = { stateMachineArn: outputs.StateMachineArn };
  const execution = await until(async () => {
    const { executions = [] } = await states.send(new ListExecutionsCommand({ stateMachineArn }));
    return executions.find(({ status }) => status === 'SUCCEEDED');
  });
  expect(execution).toBeDefined();
  expect(await textWritten('out/on time')).toBe('ON TIME');
});
