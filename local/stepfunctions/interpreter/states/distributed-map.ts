import { type MapState } from '../../definition/states';
import { type Json } from '../../json';
import { MAX_DISTRIBUTED_CONCURRENCY } from '../../limits';
import { checkInterrupted, ErrorName, StateError } from '../errors';
import { runConcurrently } from '../run-concurrently';
import { type MapRunHandle } from '../run';
import { type Visit } from '../visit';
import { selectItem } from './map-item';
import { concurrencyOf, exceedsTolerance, toleranceOf } from './map-settings';

/**
 * Runs each item as a child execution with a history of its own. What goes wrong inside a child
 * stays there: the Map fails only when more failures than tolerated have come together, and then
 * with States.ExceedToleratedFailureThreshold. A tolerated failure's place in the result holds its
 * Error and Cause.
 */
export async function runDistributedMap(
  state: MapState,
  visit: Visit,
  items: readonly Json[],
): Promise<Json[]> {
  const { thread } = visit;
  const limit = await concurrencyOf(state, visit, MAX_DISTRIBUTED_CONCURRENCY);
  const tolerance = await toleranceOf(state, visit);
  const mapRun = thread.run.mapRuns.start({
    stateName: visit.name,
    label: state.Label,
    itemCount: items.length,
    maxConcurrency: limit,
    toleratedFailureCount: tolerance.count ?? 0,
    toleratedFailurePercentage: tolerance.percentage ?? 0,
  });
  thread.record('MapRunStarted', { mapRunStartedEventDetails: { mapRunArn: mapRun.arn } });
  let failed = 0;
  try {
    const outputs = await runConcurrently(
      items,
      limit,
      thread.signal,
      async (item, signal, index) => {
        const input = await selectItem(state, visit, index, item);
        checkInterrupted(signal);
        const outcome = await mapRun.runChild(state.ItemProcessor, input, signal);
        if (outcome.status === 'SUCCEEDED') return outcome.output;
        checkInterrupted(signal);
        failed += 1;
        if (exceedsTolerance(failed, items.length, tolerance)) throw thresholdExceeded();
        return { Error: outcome.error ?? outcome.status, Cause: outcome.cause ?? '' };
      },
    );
    mapRun.end('SUCCEEDED');
    thread.record('MapRunSucceeded');
    return outputs;
  } catch (error) {
    endFailed(mapRun, visit, error);
    throw error;
  }
}

function thresholdExceeded(): StateError {
  return new StateError(
    ErrorName.exceedToleratedFailureThreshold,
    'The specified tolerated failure threshold was exceeded',
  );
}

function endFailed(mapRun: MapRunHandle, { thread }: Visit, error: unknown): void {
  if (error instanceof StateError) {
    mapRun.end('FAILED');
    thread.record('MapRunFailed', {
      mapRunFailedEventDetails: { error: error.error, cause: error.causeText },
    });
  } else {
    mapRun.end('ABORTED');
    thread.record('MapRunAborted');
  }
}
