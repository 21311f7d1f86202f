import { AwsError } from '../gateway/aws-error';
import { type RetryPolicy } from './schedule-settings';

export type ExhaustedCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** What follows a failed attempt. */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'giveUp'; readonly exhausted?: ExhaustedCondition };

export interface FailedAttempt {
  readonly error: unknown;
  /** Retries made so far: 0 after the first attempt. */
  readonly retries: number;
  /** Since the first attempt. */
  readonly ageMs: number;
}

/**
 * AWS says only that the wait grows exponentially. Here: 1, 2, 4, ... seconds up to 480, so that
 * the default limits meet: 511 s for the first 9 retries, then 176 of 480 s make 23.6 of 24 hours.
 */
const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 480_000;

/**
 * Source: EventBridge Scheduler API Reference, RetryPolicy. That a request which is wrong in itself
 * (no such target, no permission) is not repeated is documented for EventBridge's rules, and
 * assumed here.
 */
export function decideRetry(policy: RetryPolicy, attempt: FailedAttempt): RetryDecision {
  const { error, retries, ageMs } = attempt;
  if (isPermanent(error)) return { kind: 'giveUp' };
  if (retries >= policy.MaximumRetryAttempts) {
    return { kind: 'giveUp', exhausted: 'MaximumRetryAttempts' };
  }
  const afterMs = Math.min(FIRST_DELAY_MS * 2 ** retries, MAX_DELAY_MS);
  if (ageMs + afterMs > policy.MaximumEventAgeInSeconds * 1000) {
    return { kind: 'giveUp', exhausted: 'MaximumEventAgeInSeconds' };
  }
  return { kind: 'retry', afterMs };
}

function isPermanent(error: unknown): boolean {
  if (!(error instanceof AwsError)) return false;
  const throttled = error.statusCode === 429 || /throttl|TooManyRequests/i.test(error.code);
  return error.statusCode < 500 && !throttled;
}
