import { type MapState } from '../../definition/states';
import { type Json } from '../../json';
import { MAX_DISTRIBUTED_CONCURRENCY } from '../../limits';
import { checkInterrupted, ErrorName, StateError } from '../errors';
import { type BegunMap } from '../position';
import { type Limit, runConcurrently } from '../run-concurrently';
import { type ChildOutcome, type MapRunHandle } from '../run';
import { type Visit } from '../visit';
import { selectItem } from './map-item';
import { concurrencyOf, exceedsTolerance, toleranceOf } from './map-settings';

/**
 * Runs each item as a child execution with a history of its own. What goes wrong inside a child
 * stays there: the Map fails only when more failures than tolerated have come together, and then
 * with States.ExceedToleratedFailureThreshold. A tolerated failure's place in the result holds its
 * Error and Cause. A redrive goes on with the children that have not succeeded, in the same map run.
 */
export async function runDistributedMap(
  state: MapState,
  visit: Visit,
  begun: BegunMap,
): Promise<Json[]> {
  const { thread } = visit;
  const { items, parts } = begun;
  // All children had succeeded: what failed comes after them.
  if (begun.mapRun?.status === 'SUCCEEDED') return parts.map(({ output }) => output ?? null);
  const mapRun = begun.mapRun ? redrive(begun.mapRun, visit) : await start(state, visit, begun);
  let failed = 0;
  try {
    const outputs = await runConcurrently(
      items,
      limitOf(mapRun),
      thread.signal,
      async (item, signal, index) => {
        const part = parts[index] ?? {};
        if (part.output !== undefined) return part.output;
        const outcome = await runItem(mapRun, state, visit, { item, index }, signal);
        if (outcome.status === 'SUCCEEDED') return (part.output = outcome.output);
        checkInterrupted(signal);
        failed += 1;
        if (exceedsTolerance(failed, items.length, mapRun.settings)) throw thresholdExceeded();
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

async function start(state: MapState, visit: Visit, begun: BegunMap): Promise<MapRunHandle> {
  const { thread } = visit;
  const maxConcurrency = await concurrencyOf(state, visit, MAX_DISTRIBUTED_CONCURRENCY);
  const tolerance = await toleranceOf(state, visit);
  const mapRun = thread.run.mapRuns.start({
    label: state.Label,
    itemCount: begun.items.length,
    settings: { maxConcurrency, ...tolerance },
  });
  begun.mapRun = mapRun;
  thread.record('MapRunStarted', { mapRunStartedEventDetails: { mapRunArn: mapRun.arn } });
  return mapRun;
}

function redrive(mapRun: MapRunHandle, { thread }: Visit): MapRunHandle {
  mapRun.redrive();
  const { arn: mapRunArn, redriveCount } = mapRun;
  thread.record('MapRunRedriven', { mapRunRedrivenEventDetails: { mapRunArn, redriveCount } });
  return mapRun;
}

async function runItem(
  mapRun: MapRunHandle,
  state: MapState,
  visit: Visit,
  { item, index }: { readonly item: Json; readonly index: number },
  signal: AbortSignal,
): Promise<ChildOutcome> {
  if (mapRun.hasChild(index)) return mapRun.redriveChild(index, signal);
  const input = await selectItem(state, visit, index, item);
  checkInterrupted(signal);
  return mapRun.runChild(index, state.ItemProcessor, input, signal);
}

function limitOf(mapRun: MapRunHandle): Limit {
  return {
    get current() {
      return mapRun.settings.maxConcurrency || MAX_DISTRIBUTED_CONCURRENCY;
    },
    onChange: (changed) => {
      mapRun.onUpdate = changed;
    },
  };
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
