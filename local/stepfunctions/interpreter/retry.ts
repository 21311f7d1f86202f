import { type Retrier } from '../definition/states';
import { matchesError } from './errors';

/** Attempts that each retrier of a state has used since the state was entered. */
export type RetryCounters = number[];

export function newRetryCounters(retriers: readonly Retrier[]): RetryCounters {
  return retriers.map(() => 0);
}

/**
 * Milliseconds to wait before the state is tried again, and counts that attempt; undefined if the
 * first retrier that names the error has none left, or none does.
 * @param random in [0, 1), for full jitter
 */
export function nextRetryDelay(
  retriers: readonly Retrier[],
  counters: RetryCounters,
  error: string | undefined,
  random: () => number,
): number | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, error));
  const retrier = retriers[index];
  const used = counters[index];
  if (!retrier || used === undefined || used >= retrier.MaxAttempts) return undefined;
  counters[index] = used + 1;
  const seconds = Math.min(
    retrier.IntervalSeconds * retrier.BackoffRate ** used,
    retrier.MaxDelaySeconds ?? Infinity,
  );
  return seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1);
}
