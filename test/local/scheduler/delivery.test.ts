import { AwsError } from '../../../local/gateway/aws-error';
import { DROPPED_LOG_GROUP } from '../../../local/scheduler/delivery';
import {
  MINUTE,
  type SchedulerFixture,
  queueArn,
  roleArn,
  settings,
  startScheduler,
  stateMachineArn,
} from './fixture';

const id = { name: 'nightly' };
const scheduleArn = 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/nightly';
const withQueue = {
  Input: '{"a": "<aws.scheduler.attempt-number>"}',
  DeadLetterConfig: { Arn: queueArn },
};
const throttled = (): AwsError => new AwsError('ThrottlingException', 'Rate exceeded');
let fixture: SchedulerFixture;

beforeEach(() => {
  fixture = startScheduler();
});
afterEach(() => fixture.scheduler.close());

function create(target: object): void {
  fixture.scheduler.schedules.create(id, settings('at(2026-11-24T10:01:00)', { target }));
}

test('the target gets the input with the attributes of this attempt, under the role', async () => {
  fixture.failures.push(throttled());
  const keywords = ['schedule-arn', 'scheduled-time', 'execution-id', 'attempt-number'];
  const Input = JSON.stringify(keywords.map((keyword) => `<aws.scheduler.${keyword}>`));
  create({ Input });
  await fixture.clock.advance(2 * MINUTE);
  const executionId = expect.stringMatching(/^[0-9a-f]{16}$/) as unknown;
  const of = (attempt: string): unknown[] => [
    scheduleArn,
    '2026-11-24T10:01:00Z',
    executionId,
    attempt,
  ];
  expect(fixture.delivered).toEqual([
    { at: '2026-11-24T10:01:00.000Z', arn: stateMachineArn, roleArn, input: of('1') },
    { at: '2026-11-24T10:01:01.000Z', arn: stateMachineArn, roleArn, input: of('2') },
  ]);
  const [first, second] = fixture.delivered;
  expect(first?.input).toMatchObject({ 2: (second?.input as string[])[2] });
});

test('retries wait twice as long each time, and then the dead-letter queue gets the input', async () => {
  fixture.failures.push(throttled(), throttled(), throttled(), throttled());
  create({ ...withQueue, RetryPolicy: { MaximumRetryAttempts: 3 } });
  await fixture.clock.advance(5 * MINUTE);
  expect(fixture.times()).toEqual(['10:01:00', '10:01:01', '10:01:03', '10:01:07']);
  expect(fixture.deadLetters).toEqual([
    {
      queueArn,
      body: { a: '4' },
      attributes: {
        ERROR_CODE: 'ThrottlingException',
        ERROR_MESSAGE: 'Rate exceeded',
        EXECUTION_ID: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
        EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
        IS_PAYLOAD_TRUNCATED: 'false',
        RETRY_ATTEMPTS: '3',
        SCHEDULED_TIME: '2026-11-24T10:01:00Z',
        SCHEDULE_ARN: scheduleArn,
        TARGET_ARN: stateMachineArn,
      },
    },
  ]);
});

test('an invocation that gets too old is given up', async () => {
  fixture.failures.push(...Array.from({ length: 9 }, throttled));
  create({ ...withQueue, RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
  await fixture.clock.advance(5 * MINUTE);
  // 1 + 2 + 4 + 8 + 16 = 31 s; the next wait of 32 s would end after 63 s.
  expect(fixture.times().at(-1)).toBe('10:01:31');
  expect(fixture.deadLetters).toMatchObject([
    { attributes: { EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds', RETRY_ATTEMPTS: '5' } },
  ]);
});

test('what is wrong in itself is not tried again', async () => {
  fixture.failures.push(new AwsError('StateMachineDoesNotExist', 'No such state machine'));
  create(withQueue);
  await fixture.clock.advance(5 * MINUTE);
  expect(fixture.delivered).toHaveLength(1);
  expect(fixture.deadLetters).toMatchObject([
    { attributes: { ERROR_CODE: 'StateMachineDoesNotExist', RETRY_ATTEMPTS: '0' } },
  ]);
  expect(fixture.deadLetters[0]?.attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
});

test.each([
  ['without a queue', {}, undefined, 'The schedule has no dead-letter queue'],
  [
    'with a queue that fails',
    withQueue,
    new Error('no such queue'),
    /did not take it: Error: no such queue/,
  ],
])('%s the invocation goes to the log', async (_, target, queueFailure, reason) => {
  fixture.queueFailure = queueFailure;
  fixture.failures.push(new AwsError('StateMachineDoesNotExist', 'No such state machine'));
  create(target);
  await fixture.clock.advance(5 * MINUTE);
  const lines = fixture.log
    .messages(DROPPED_LOG_GROUP)
    .map((line) => JSON.parse(line) as { reason: string });
  expect(lines).toMatchObject([
    { ERROR_CODE: 'StateMachineDoesNotExist', SCHEDULE_ARN: scheduleArn },
  ]);
  expect(lines[0]?.reason).toMatch(reason);
});

test('a firing can be delivered twice, the same to the letter', async () => {
  create({ Input: '{"key": "<aws.scheduler.scheduled-time> <aws.scheduler.execution-id>"}' });
  await expect(fixture.scheduler.redeliver(id)).rejects.toThrow('nightly has not fired yet');
  await fixture.clock.advance(MINUTE);
  await fixture.scheduler.redeliver(id);
  const [first, second] = fixture.delivered;
  expect(fixture.delivered).toHaveLength(2);
  expect(second).toEqual(first);
});
