import { AwsError } from '../../../local/gateway/aws-error';
import {
  UNDELIVERED_LOG_GROUP,
  createAsynchronousInvoker,
} from '../../../local/lambda/asynchronous';
import { type InvocationResult } from '../../../local/lambda/invoke';
import { errorResult } from '../../../local/lambda/runtime-errors';
import { ManualClock } from '../../support/manual-clock';
import { RecordingLog } from '../../support/recording-log';

const success: InvocationResult = { kind: 'success', payload: 'null' };
const failure = errorResult('TypeError', 'no');

function invoker(answers: (InvocationResult | Error)[]) {
  const clock = new ManualClock();
  const log = new RecordingLog();
  const calls: string[] = [];
  const asynchronous = createAsynchronousInvoker({
    clock,
    logSink: log,
    invoke: async (_, payload) => {
      calls.push(payload);
      const answer = answers.shift() ?? success;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { asynchronous, clock, calls, undelivered: () => log.messages(UNDELIVERED_LOG_GROUP) };
}

test('one call is enough when it succeeds', async () => {
  const { asynchronous, clock, calls, undelivered } = invoker([success]);
  asynchronous.enqueue('f', '1');
  await clock.runUntil(asynchronous.idle());
  expect([calls, undelivered()]).toEqual([['1'], []]);
});

test('a failure is tried again', async () => {
  const { asynchronous, clock, calls, undelivered } = invoker([failure, success]);
  asynchronous.enqueue('f', '1');
  await clock.runUntil(asynchronous.idle());
  expect([calls, undelivered()]).toEqual([['1', '1'], []]);
});

test('after three failures the event is logged with the reason', async () => {
  const { asynchronous, clock, calls, undelivered } = invoker([failure, failure, failure]);
  asynchronous.enqueue('f', '{"id":1}');
  await clock.runUntil(asynchronous.idle());
  expect(calls).toHaveLength(3);
  expect(undelivered().map((line) => JSON.parse(line) as unknown)).toEqual([
    { functionArn: 'f', attempts: 3, reason: 'TypeError: no', payload: '{"id":1}' },
  ]);
});

test('a function that is not there is a failure like any other', async () => {
  const gone = new AwsError('ResourceNotFoundException', 'gone', 404);
  const { asynchronous, clock, undelivered } = invoker([gone, gone, gone]);
  asynchronous.enqueue('f', '1');
  await clock.runUntil(asynchronous.idle());
  expect(undelivered()).toEqual([expect.stringContaining('gone') as string]);
});

test('closing gives up what waits for another attempt, and says so', async () => {
  const { asynchronous, clock, calls, undelivered } = invoker([failure]);
  asynchronous.enqueue('f', '1');
  await clock.advance(0);
  asynchronous.close();
  await asynchronous.idle();
  expect(calls).toHaveLength(1);
  expect(undelivered()).toEqual([expect.stringContaining('closing') as string]);
});
