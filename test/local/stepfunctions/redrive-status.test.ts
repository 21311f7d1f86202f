import {
  type EndedExecution,
  obstacleToRedrive,
} from '../../../local/stepfunctions/redrive-status';

const DAY = 86_400_000;
const failed: EndedExecution = {
  status: 'FAILED',
  startDate: 0,
  stopDate: 1000,
  eventCount: 24_998,
  machineDeleted: false,
  positionKnown: true,
};

it.each<[string, Partial<EndedExecution>, number, string | undefined]>([
  ['one that failed', {}, 1000, undefined],
  ['one that was aborted', { status: 'ABORTED' }, 1000, undefined],
  ['one that timed out', { status: 'TIMED_OUT' }, 1000, undefined],
  ['one that runs', { status: 'RUNNING' }, 0, 'Execution is RUNNING and cannot be redriven'],
  ['success', { status: 'SUCCEEDED' }, 0, 'Execution is SUCCEEDED and cannot be redriven'],
  ['no machine', { machineDeleted: true }, 0, 'State machine is in DELETING status'],
  ['a full history', { eventCount: 24_999 }, 0, 'Execution history event limit exceeded'],
  ['its last day', {}, 14 * DAY + 1000, undefined],
  ['the day after', {}, 14 * DAY + 1001, 'Execution redrivable period exceeded'],
  [
    'more than a year',
    { stopDate: 365 * DAY },
    365 * DAY + 1,
    'Execution has exceeded the max execution time',
  ],
  [
    'another process',
    { positionKnown: false },
    1000,
    'The embedded AWS has restarted since, and does not know where the execution stood',
  ],
])('decides on %s', (_, change, now, reason) => {
  expect(obstacleToRedrive({ ...failed, ...change }, now)).toBe(reason);
});
