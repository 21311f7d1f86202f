import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type EventEntry } from '../../../local/events/event';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { createStepFunctionsService } from '../../../local/stepfunctions/service';
import { ManualClock } from '../../support/manual-clock';
import { until } from '../../support/until';
import { ACCOUNT, states } from './interpreter-harness';

const clock = new ManualClock();
const emitted: EventEntry[] = [];
const service = createStepFunctionsService({
  ...ACCOUNT,
  clock,
  emitEvent: (entry) => emitted.push(entry),
  invokeFunction: (_, payload) =>
    Promise.resolve({ kind: 'success', payload, executedVersion: '$LATEST' }),
});
let gateway: Gateway;
let client: SFNClient;

beforeAll(async () => {
  gateway = await startGateway({ ...ACCOUNT, services: [service] });
  client = new SFNClient(clientConfig(gateway.endpoint, ACCOUNT.region));
});

afterAll(async () => {
  client.destroy();
  await gateway.close();
});

const { arn: waiting } = service.createStateMachine({
  name: 'waiting',
  roleArn: 'arn:aws:iam::123456789012:role/machine',
  definition: JSON.stringify(
    states({
      'Wait a day': { Type: 'Wait', Seconds: 86_400, Next: 'Done' },
      Done: { Type: 'Succeed', Output: { at: '{% $states.input.n %}' } },
    }),
  ),
});

async function start(input: string, name?: string): Promise<string> {
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn: waiting, input, name }),
  );
  return executionArn ?? '';
}

it('starts, describes while running, and describes the end', async () => {
  const executionArn = await start('{"n": 1}', 'first');
  expect(executionArn).toBe('arn:aws:states:us-east-1:123456789012:execution:waiting:first');
  const running = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(running).toMatchObject({ status: 'RUNNING', input: '{"n": 1}', name: 'first' });
  expect(running.startDate?.getTime()).toBe(clock.now());
  await clock.advance(86_400_000);
  const ended = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"at":1}' });
  expect(ended.stopDate?.getTime()).toBe(clock.now());
});

it('is idempotent for the same name and input while the execution runs, and then refuses', async () => {
  const executionArn = await start('{"n":2}', 'twice');
  expect(await start('{"n":2}', 'twice')).toBe(executionArn);
  await expect(start('{"n":3}', 'twice')).rejects.toThrow(ExecutionAlreadyExists);
  await client.send(new StopExecutionCommand({ executionArn }));
  await expect(start('{"n":2}', 'twice')).rejects.toThrow(ExecutionAlreadyExists);
});

it('stops at once, with error and cause, and tells the bus', async () => {
  const executionArn = await start('{"n":4}');
  await client.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'tired' }));
  const stopped = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(stopped).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'tired' });
  const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'WaitStateEntered',
    'ExecutionAborted',
  ]);
  const statuses = emitted.filter(({ resources }) => resources[0] === executionArn);
  expect(statuses.map(({ detail }) => detail.status)).toEqual(['RUNNING', 'ABORTED']);
});

it('pages the history both ways', async () => {
  const executionArn = await start('{"n":5}');
  await clock.advance(86_400_000);
  const ids: number[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({
        executionArn,
        maxResults: 4,
        reverseOrder: true,
        nextToken,
      }),
    );
    ids.push(...(page.events ?? []).map(({ id }) => id ?? 0));
    nextToken = page.nextToken;
  } while (nextToken);
  expect(ids).toEqual([6, 5, 4, 3, 2, 1]);
});

it('lists executions by status, latest first', async () => {
  const latest = await start('{"n":6}', 'latest');
  const { executions } = await client.send(
    new ListExecutionsCommand({ stateMachineArn: waiting, statusFilter: 'RUNNING' }),
  );
  expect(executions?.map(({ executionArn }) => executionArn)).toEqual([latest]);
});

it('terminates the executions of a state machine that is deleted', async () => {
  const definition = JSON.stringify(states({ Wait: { Type: 'Wait', Seconds: 9, End: true } }));
  const { arn } = service.createStateMachine({
    name: 'short',
    roleArn: 'arn:aws:iam::1:role/r',
    definition,
  });
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: arn }));
  service.deleteStateMachine(arn);
  const ended = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(ended.status).toBe('ABORTED');
});

it('says what does not exist', async () => {
  const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:waiting:none';
  await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toThrow(
    ExecutionDoesNotExist,
  );
});

it('runs an execution to its end when its log cannot be written', async () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const unlogged = createStepFunctionsService({
    ...ACCOUNT,
    clock,
    emitEvent: () => undefined,
    invokeFunction: (_, payload) =>
      Promise.resolve({ kind: 'success', payload, executedVersion: '$LATEST' }),
    logSink: {
      write: () => {
        throw new Error('disk full');
      },
    },
  });
  const { arn: stateMachineArn } = unlogged.createStateMachine({
    name: 'logged',
    roleArn: 'arn:aws:iam::123456789012:role/machine',
    definition: JSON.stringify(states({ Done: { Type: 'Succeed' } })),
    loggingConfiguration: {
      level: 'ALL',
      destinations: [
        {
          cloudWatchLogsLogGroup: {
            logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:g:*',
          },
        },
      ],
    },
  });
  const own = await startGateway({ ...ACCOUNT, services: [unlogged] });
  const ownClient = new SFNClient(clientConfig(own.endpoint, ACCOUNT.region));
  const { executionArn } = await ownClient.send(new StartExecutionCommand({ stateMachineArn }));
  const status = await until(async () => {
    const found = await ownClient.send(new DescribeExecutionCommand({ executionArn }));
    return found.status === 'RUNNING' ? undefined : found.status;
  });
  expect(status).toBe('SUCCEEDED');
  ownClient.destroy();
  await own.close();
  warn.mockRestore();
});
