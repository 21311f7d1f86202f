import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ExecutionNotRedrivable,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { states } from '../interpreter-harness';
import { type ApiHarness, startApi } from './api-harness';

let api: ApiHarness;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const waiting = states({ Wait: { Type: 'Wait', Seconds: 60, End: true } });
const mapped = states({
  Each: {
    Type: 'Map',
    MaxConcurrency: 1,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 60, End: true } },
    },
    End: true,
  },
});

async function start(stateMachineArn: string, input = '{}'): Promise<string> {
  const request = new StartExecutionCommand({ stateMachineArn, input });
  const { executionArn } = await api.client.send(request);
  await api.clock.advance(0);
  return executionArn ?? '';
}

async function stopped(stateMachineArn: string): Promise<string> {
  const executionArn = await start(stateMachineArn);
  await api.client.send(new StopExecutionCommand({ executionArn }));
  return executionArn;
}

const redrive = (executionArn: string, clientToken?: string) =>
  api.client.send(new RedriveExecutionCommand({ executionArn, clientToken }));
const describeExecution = (executionArn: string) =>
  api.client.send(new DescribeExecutionCommand({ executionArn }));

it('redrives, describes and lists it', async () => {
  const stateMachineArn = await api.create('redriven', waiting);
  const executionArn = await stopped(stateMachineArn);
  expect(await describeExecution(executionArn)).toMatchObject({
    status: 'ABORTED',
    redriveCount: 0,
    redriveStatus: 'REDRIVABLE',
  });
  await api.clock.advance(5000);
  const { redriveDate } = await redrive(executionArn);
  expect(redriveDate?.getTime()).toBe(api.clock.now());
  expect(await describeExecution(executionArn)).toMatchObject({
    status: 'RUNNING',
    redriveCount: 1,
    redriveDate,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
  });
  const never = await stopped(stateMachineArn);
  const arns = async (redriveFilter: 'REDRIVEN' | 'NOT_REDRIVEN') => {
    const request = new ListExecutionsCommand({ stateMachineArn, redriveFilter });
    return (await api.client.send(request)).executions?.map((execution) => execution.executionArn);
  };
  expect(await arns('REDRIVEN')).toEqual([executionArn]);
  expect(await arns('NOT_REDRIVEN')).toEqual([never]);
});

it('shows the redrive in the history', async () => {
  const executionArn = await stopped(await api.create('shown', waiting));
  await redrive(executionArn);
  const { events } = await api.client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.at(-1)).toMatchObject({
    type: 'ExecutionRedriven',
    id: 4,
    previousEventId: 3,
    executionRedrivenEventDetails: { redriveCount: 1 },
  });
});

it('answers a client token again with the redrive that it has made', async () => {
  const executionArn = await stopped(await api.create('token', waiting));
  const first = await redrive(executionArn, 't-1');
  await api.clock.advance(1000);
  const { redriveDate } = await redrive(executionArn, 't-1');
  expect(redriveDate).toEqual(first.redriveDate);
  await api.client.send(new StopExecutionCommand({ executionArn }));
  await api.clock.advance(900_001);
  await redrive(executionArn, 't-1');
  expect(await describeExecution(executionArn)).toMatchObject({ redriveCount: 2 });
});

it('refuses what runs, and the child of a map run, and says why', async () => {
  const running = await start(await api.create('running', waiting));
  await expect(redrive(running, 'a')).rejects.toThrow(ExecutionNotRedrivable);
  const executionArn = await start(await api.create('parent', mapped), '[1]');
  const { mapRuns } = await api.client.send(new ListMapRunsCommand({ executionArn }));
  await api.client.send(new StopExecutionCommand({ executionArn }));
  const { executions } = await api.client.send(
    new ListExecutionsCommand({ mapRunArn: mapRuns?.[0]?.mapRunArn }),
  );
  const [child] = executions ?? [];
  expect(child).toMatchObject({ itemCount: 1, status: 'ABORTED' });
  expect(await describeExecution(child?.executionArn ?? '')).toMatchObject({
    redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
  });
  await expect(redrive(child?.executionArn ?? '', 'b')).rejects.toThrow(
    'Execution is not redrivable: Execution can be redriven by its Map Run only',
  );
});

it('redrives a map run, shows children that wait for it, and lets more of them run', async () => {
  const executionArn = await start(await api.create('wide', mapped), '[1,2,3]');
  const { mapRuns } = await api.client.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns?.[0]?.mapRunArn ?? '';
  const describeRun = () => api.client.send(new DescribeMapRunCommand({ mapRunArn }));
  await api.client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 2 }));
  await api.clock.advance(0);
  expect(await describeRun()).toMatchObject({ maxConcurrency: 2, itemCounts: { running: 2 } });
  await api.client.send(new StopExecutionCommand({ executionArn }));
  expect(await describeRun()).toMatchObject({ status: 'ABORTED', itemCounts: { aborted: 3 } });
  const late = api.client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 3 }));
  await expect(late).rejects.toThrow(ValidationException);
  await redrive(executionArn);
  await api.clock.advance(0);
  const children = async (statusFilter: 'PENDING_REDRIVE' | 'RUNNING') =>
    (await api.client.send(new ListExecutionsCommand({ mapRunArn, statusFilter }))).executions
      ?.length;
  await api.client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 1 }));
  expect(await describeRun()).toMatchObject({
    status: 'RUNNING',
    redriveCount: 1,
    itemCounts: { running: 2, pendingRedrive: 0, pending: 1, aborted: 0 },
  });
  expect([await children('RUNNING'), await children('PENDING_REDRIVE')]).toEqual([2, 0]);
  await api.clock.advance(60_000);
  await api.clock.advance(60_000);
  expect(await describeRun()).toMatchObject({ status: 'SUCCEEDED', itemCounts: { succeeded: 3 } });
});

it('lists what awaits its redrive for a map run only', async () => {
  const stateMachineArn = await api.create('filtered', waiting);
  const request = { stateMachineArn, statusFilter: 'PENDING_REDRIVE' as const };
  await expect(api.client.send(new ListExecutionsCommand(request))).rejects.toThrow(
    ValidationException,
  );
});
