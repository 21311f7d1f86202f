import { type AttemptContext } from '../../../local/scheduler/context-attributes';
import { targetInput } from '../../../local/scheduler/target-input';
import { type Schedule } from '../../../local/scheduler/schedule';
import { settings } from './fixture';

const arn = 'arn:aws:scheduler:eu-west-1:123456789012:schedule/default/nightly';
const context: AttemptContext = {
  scheduleArn: arn,
  scheduledTime: Date.parse('2026-11-24T10:01:02.999Z'),
  executionId: 'd32c5add0cf5bb8c',
  attemptNumber: 2,
};

function scheduleOf(input: { target: object }): Schedule {
  const name = 'nightly';
  const dates = { creationDate: 0, lastModificationDate: 0 };
  return { arn, name, groupName: 'default', settings: settings('rate(1 day)', input), ...dates };
}

test.each([
  ['<aws.scheduler.scheduled-time>', '2026-11-24T10:01:02Z'],
  ['<aws.scheduler.schedule-arn>', arn],
  ['<aws.scheduler.execution-id>#<aws.scheduler.attempt-number>', 'd32c5add0cf5bb8c#2'],
  ['<aws.scheduler.unheard-of>', '<aws.scheduler.unheard-of>'],
  ['<b>plain</b>', '<b>plain</b>'],
])('%s becomes %s', (text, expected) => {
  const input = targetInput(scheduleOf({ target: { Input: JSON.stringify({ text }) } }), context);
  expect(JSON.parse(input)).toEqual({ text: expected });
});

test('without an input the target gets a notification', () => {
  expect(JSON.parse(targetInput(scheduleOf({ target: { Input: undefined } }), context))).toEqual({
    version: '0',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: '123456789012',
    time: '2026-11-24T10:01:02Z',
    region: 'eu-west-1',
    resources: [arn],
    detail: '{}',
  });
});
