import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
} from '@aws-sdk/client-sfn';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openState } from '../../../local/state/disk-state';
import { type State } from '../../../local/state/state';
import { until } from '../../support/until';
import { type ApiHarness, startApi } from './api/api-harness';
import { states } from './interpreter-harness';

let directory: string;
let state: State;
let api: ApiHarness;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'map-runs-'));
  state = openState(directory);
  api = await startApi(state);
});
afterEach(async () => {
  await api.close();
  await rm(directory, { recursive: true });
});

/** As a kill: what the old one does from now on is not written. */
async function restart(): Promise<void> {
  state.close();
  await api.close();
  state = openState(directory);
  api = await startApi(state, api.clock);
}

/** Items above 9 wait for ever, odd ones fail. */
const definition = states({
  'Map it': {
    Type: 'Map',
    Label: 'Shards',
    MaxConcurrency: 3,
    ToleratedFailurePercentage: 50,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Which is it?',
      States: {
        'Which is it?': {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input > 9 %}', Next: 'Wait' },
            { Condition: '{% $states.input % 2 = 0 %}', Next: 'Even' },
          ],
          Default: 'Odd',
        },
        Wait: { Type: 'Wait', Seconds: 1_000_000, Next: 'Even' },
        Even: { Type: 'Succeed' },
        Odd: { Type: 'Fail', Error: 'Odd' },
      },
    },
    End: true,
  },
});

async function start(items: readonly number[]) {
  const stateMachineArn = await api.create('mapped', definition);
  const { executionArn } = await api.client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(items) }),
  );
  const mapRunArn = await until(async () => (await listed(executionArn))[0]?.mapRunArn);
  return { executionArn, mapRunArn };
}

async function listed(executionArn: string | undefined) {
  const { mapRuns = [] } = await api.client.send(new ListMapRunsCommand({ executionArn }));
  return mapRuns;
}

async function described(mapRunArn: string) {
  const { $metadata: _, ...facts } = await api.client.send(
    new DescribeMapRunCommand({ mapRunArn }),
  );
  return facts;
}

const ended = (mapRunArn: string) =>
  until(async () => ((await described(mapRunArn)).status === 'RUNNING' ? undefined : true));

test('a map run that has ended is shown as before', async () => {
  const { executionArn, mapRunArn } = await start([1, 2, 3, 4]);
  await ended(mapRunArn);
  const before = await described(mapRunArn);
  expect(before).toMatchObject({
    status: 'SUCCEEDED',
    maxConcurrency: 3,
    itemCounts: { total: 4, succeeded: 2, failed: 2, pending: 0 },
  });
  const list = await listed(executionArn);
  await restart();
  expect(await described(mapRunArn)).toEqual(before);
  expect(await listed(executionArn)).toEqual(list);
});

test('those of one execution stay apart from those of another, in their order', async () => {
  const first = await start([2]);
  const second = await start([4]);
  await ended(first.mapRunArn);
  await ended(second.mapRunArn);
  await restart();
  const arns = (await listed(first.executionArn)).map(({ mapRunArn }) => mapRunArn);
  expect(arns).toEqual([first.mapRunArn]);
  expect(await listed(second.executionArn)).toHaveLength(1);
});

test('one that a kill has cut off is aborted, with what it had counted', async () => {
  const { executionArn, mapRunArn } = await start([2, 1, 10, 12, 14]);
  await until(async () => (await described(mapRunArn)).itemCounts?.running === 3 || undefined);
  await restart();
  const execution = await api.client.send(new DescribeExecutionCommand({ executionArn }));
  expect(execution.status).toBe('ABORTED');
  const counts = { running: 0, succeeded: 1, failed: 1, timedOut: 0, aborted: 3, pending: 0 };
  expect(await described(mapRunArn)).toMatchObject({
    executionArn,
    status: 'ABORTED',
    stopDate: new Date(api.clock.now()),
    itemCounts: { total: 5, ...counts },
    executionCounts: counts,
  });
  const update = new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 1 });
  await expect(api.client.send(update)).rejects.toThrow('this one is ABORTED');
  await restart();
  expect((await described(mapRunArn)).status).toBe('ABORTED');
});

test('a change made to one that runs is kept', async () => {
  const { mapRunArn } = await start([10]);
  await api.client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 2 }));
  await restart();
  expect((await described(mapRunArn)).maxConcurrency).toBe(2);
});

test('its children are not kept, and the list of them is empty', async () => {
  const { mapRunArn } = await start([2]);
  await ended(mapRunArn);
  await restart();
  const { executions } = await api.client.send(new ListExecutionsCommand({ mapRunArn }));
  expect(executions).toEqual([]);
});

test('a stop by a person is kept as such', async () => {
  const { executionArn, mapRunArn } = await start([10]);
  await api.client.send(new StopExecutionCommand({ executionArn }));
  await ended(mapRunArn);
  const before = await described(mapRunArn);
  await restart();
  expect(await described(mapRunArn)).toEqual(before);
});
