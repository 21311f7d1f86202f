import { type ErrorHandling } from '../definition/states';
import { ErrorName, StateError, matchesError } from './errors';
import { type Transition, leave } from './leave';
import { Payload } from './payload';
import { newRetryCounters, nextRetryDelay } from './retry';
import { type Visit } from './visit';
import { sleepUntil } from './waiting';

/**
 * Tries a state until it succeeds, its retriers give up and a catcher takes over, or neither does.
 * An error of the catcher's own Output or Assign is not caught again.
 */
export async function withErrorHandling(
  state: ErrorHandling,
  visit: Visit,
  attempt: () => Promise<Transition>,
): Promise<Transition> {
  const { signal, run } = visit.thread;
  const { clock, random } = run.environment;
  const counters = newRetryCounters(state.Retry);
  for (visit.retryCount = 0; ; visit.retryCount += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      // A redrive would only meet the limit again: it runs all branches or iterations once more.
      if (error.error === ErrorName.dataLimitExceeded) visit.forgetBegun();
      const delay = nextRetryDelay(state.Retry, counters, error.error, random);
      if (delay === undefined) return caught(state, visit, error);
      visit.forgetBegun();
      await sleepUntil(clock, clock.now() + delay, signal);
    }
  }
}

async function caught(state: ErrorHandling, visit: Visit, error: StateError): Promise<Transition> {
  const index = state.Catch.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, error.error));
  const catcher = state.Catch[index];
  if (!catcher) throw error;
  const errorOutput = {
    Error: error.error ?? ErrorName.taskFailed,
    Cause: error.causeText ?? '',
  };
  return leave(visit, catcher, Payload.of(errorOutput), { errorOutput }, `Catch[${index}]/`);
}
