import { AwsError } from '../../../local/gateway/aws-error';
import { decideRetry } from '../../../local/scheduler/retry-decision';

const policy = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };
const busy = new AwsError('ServiceUnavailable', 'busy', 503);

test.each([
  [0, 1000],
  [1, 2000],
  [8, 256_000],
  [9, 480_000],
  [184, 480_000],
])('after %d retries the next one waits %d ms', (retries, afterMs) => {
  expect(decideRetry(policy, { error: busy, retries, ageMs: 0 })).toEqual({
    kind: 'retry',
    afterMs,
  });
});

test('the default limits meet: 185 retries fit in a day', () => {
  let ageMs = 0;
  for (let retries = 0; ; retries += 1) {
    const decision = decideRetry(policy, { error: busy, retries, ageMs });
    if (decision.kind === 'giveUp') {
      expect([retries, decision.exhausted]).toEqual([185, 'MaximumRetryAttempts']);
      break;
    }
    ageMs += decision.afterMs;
  }
  // 511 + 176 x 480 s.
  expect(ageMs).toBe(84_991_000);
});

test('no retries are an answer, too', () => {
  const none = { ...policy, MaximumRetryAttempts: 0 };
  expect(decideRetry(none, { error: busy, retries: 0, ageMs: 0 })).toEqual({
    kind: 'giveUp',
    exhausted: 'MaximumRetryAttempts',
  });
});

test.each([
  [new AwsError('ResourceNotFoundException', 'no such function', 404), 'giveUp'],
  [new AwsError('AccessDeniedException', 'not allowed', 403), 'giveUp'],
  [new AwsError('ThrottlingException', 'slow down', 400), 'retry'],
  [new AwsError('TooManyRequestsException', 'slow down', 429), 'retry'],
  [new AwsError('InternalFailure', 'oops', 500), 'retry'],
  [new Error('socket hang up'), 'retry'],
])('%s: %s', (error, kind) => {
  expect(decideRetry(policy, { error, retries: 0, ageMs: 0 }).kind).toBe(kind);
});
