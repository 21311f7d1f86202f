import {
  executionLog,
  type LoggingConfiguration,
} from '../../../local/stepfunctions/execution-log';
import { type RecordedEvent } from '../../../local/stepfunctions/interpreter/history';

const events: RecordedEvent[] = [
  {
    id: 1,
    previousEventId: 0,
    timestamp: 1.5,
    type: 'ExecutionStarted',
    executionStartedEventDetails: { input: '{}', inputDetails: { truncated: false }, roleArn: 'r' },
  },
  {
    id: 2,
    previousEventId: 0,
    timestamp: 2,
    type: 'TaskFailed',
    taskFailedEventDetails: { error: 'E', resource: 'invoke', resourceType: 'lambda' },
  },
  {
    id: 3,
    previousEventId: 2,
    timestamp: 3,
    type: 'ExecutionFailed',
    executionFailedEventDetails: { error: 'E' },
  },
];
const destinations = [
  {
    cloudWatchLogsLogGroup: {
      logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/m:*',
    },
  },
];

function linesOf(
  configuration: LoggingConfiguration,
): { group: string; stream: string; line: string }[] {
  const lines: { group: string; stream: string; line: string }[] = [];
  const sink = {
    write: (group: string, stream: string, line: string) =>
      void lines.push({ group, stream, line }),
  };
  const log = executionLog(sink, configuration, {
    arn: 'arn:e',
    machineName: 'm',
    name: 'e',
    redriveCount: () => 2,
  });
  events.forEach(log);
  return lines;
}

it.each<[LoggingConfiguration['level'], number]>([
  ['ALL', 3],
  ['ERROR', 2],
  ['FATAL', 1],
  ['OFF', 0],
  [undefined, 0],
])('writes by level: %s', (level, count) => {
  expect(linesOf({ level, destinations })).toHaveLength(count);
});

it("writes AWS's shape into the group, one stream an execution", () => {
  const [first] = linesOf({ level: 'ALL', includeExecutionData: true, destinations });
  expect(first).toMatchObject({
    group: '/aws/vendedlogs/states/m',
    stream: 'states/m/1970-01-01/e',
  });
  expect(JSON.parse(first?.line ?? '')).toEqual({
    id: '1',
    type: 'ExecutionStarted',
    details: { input: '{}', inputDetails: { truncated: false }, roleArn: 'r' },
    redrive_count: '2',
    previous_event_id: '0',
    event_timestamp: '1500',
    execution_arn: 'arn:e',
  });
});

it('leaves inputs and outputs out unless they are asked for', () => {
  const [first] = linesOf({ level: 'ALL', destinations });
  expect(JSON.parse(first?.line ?? '')).toMatchObject({ details: { roleArn: 'r' } });
  expect(first?.line).not.toContain('input');
});
