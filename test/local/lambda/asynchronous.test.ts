import { AwsError } from '../../../local/gateway/aws-error';
import {
  UNDELIVERED_LOG_GROUP,
  createAsynchronousInvoker,
} from '../../../local/lambda/asynchronous';
import {
  type EventInvokeConfig,
  defaultEventInvokeConfig,
} from '../../../local/lambda/event-invoke-config';
import { type InvocationResult } from '../../../local/lambda/invoke';
import { errorResult } from '../../../local/lambda/runtime-errors';
import { ManualClock } from '../../support/manual-clock';
import { RecordingLog } from '../../support/recording-log';

const success: InvocationResult = { kind: 'success', payload: 'null' };
const failure = errorResult('TypeError', 'no');

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST';
const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

function invoker(
  answers: (InvocationResult | Error)[],
  config: Partial<EventInvokeConfig> & { deadLetterArn?: string; queueError?: Error } = {},
) {
  const clock = new ManualClock();
  const log = new RecordingLog();
  const calls: string[] = [];
  const sent: [string, unknown, unknown][] = [];
  const { deadLetterArn, queueError, ...invokeConfig } = config;
  const asynchronous = createAsynchronousInvoker({
    clock,
    logSink: log,
    findTarget: () => ({
      functionArn,
      version: '7',
      config: { ...defaultEventInvokeConfig, ...invokeConfig },
      deadLetterArn,
    }),
    sendToQueue: async (arn, body, attributes) => {
      if (queueError) throw queueError;
      sent.push([arn, JSON.parse(body), attributes]);
    },
    invoke: async (_, payload) => {
      calls.push(payload);
      const answer = answers.shift() ?? success;
      if (answer instanceof Error) throw answer;
      return { ...answer, executedVersion: '$LATEST' };
    },
  });
  return {
    asynchronous,
    clock,
    calls,
    sent,
    undelivered: () => log.messages(UNDELIVERED_LOG_GROUP),
  };
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

test('a failure that no attempt mended goes to the on-failure queue as its record', async () => {
  const run = invoker([failure, failure, failure], { onFailureArn: 'queue' });
  run.asynchronous.enqueue('f', '{"id":1}');
  await run.clock.runUntil(run.asynchronous.idle());
  expect(run.undelivered()).toEqual([]);
  expect(run.sent).toEqual([
    [
      'queue',
      {
        version: '1.0',
        timestamp: '2026-01-01T00:00:03.000Z',
        requestContext: {
          requestId,
          functionArn,
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { id: 1 },
        responseContext: { statusCode: 200, executedVersion: '7', functionError: 'Unhandled' },
        responsePayload: { errorType: 'TypeError', errorMessage: 'no', trace: [] },
      },
      {},
    ],
  ]);
});

test('an invocation that never reached its function has no response in its record', async () => {
  const run = invoker([new Error('gone')], { onFailureArn: 'queue', maximumRetryAttempts: 0 });
  run.asynchronous.enqueue('f', '1');
  await run.clock.runUntil(run.asynchronous.idle());
  expect(run.sent[0]?.[1]).not.toHaveProperty('responseContext');
});

test.each([0, 1])('%i retries are no more', async (maximumRetryAttempts) => {
  const run = invoker([failure, failure, failure], { maximumRetryAttempts });
  run.asynchronous.enqueue('f', '1');
  await run.clock.runUntil(run.asynchronous.idle());
  expect(run.calls).toHaveLength(maximumRetryAttempts + 1);
});

test('an event that would be too old is not tried again', async () => {
  const run = invoker([failure], { onFailureArn: 'queue', maximumEventAgeSeconds: 0.5 });
  run.asynchronous.enqueue('f', '1');
  await run.clock.runUntil(run.asynchronous.idle());
  expect(run.sent).toMatchObject([
    ['queue', { requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 1 } }, {}],
  ]);
});

test("a function's dead-letter queue takes the event itself", async () => {
  const run = invoker([failure], { maximumRetryAttempts: 0, deadLetterArn: 'dead' });
  run.asynchronous.enqueue('f', '{"id":1}');
  await run.clock.runUntil(run.asynchronous.idle());
  expect(run.sent).toEqual([
    ['dead', { id: 1 }, { RequestID: requestId, ErrorCode: '200', ErrorMessage: 'no' }],
  ]);
});

test('what no queue takes is logged with the reason of both', async () => {
  const queueError = new AwsError('AWS.SimpleQueueService.NonExistentQueue', 'no such queue');
  const run = invoker([failure], { maximumRetryAttempts: 0, onFailureArn: 'queue', queueError });
  run.asynchronous.enqueue('f', '1');
  await run.clock.runUntil(run.asynchronous.idle());
  expect(run.undelivered()).toEqual([
    expect.stringMatching(/TypeError: no.*no such queue/) as string,
  ]);
});
