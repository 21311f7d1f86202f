import { type MapState } from '../../definition/states';
import { type Json } from '../../json';
import { MAX_INLINE_CONCURRENCY } from '../../limits';
import { Interrupted } from '../errors';
import { type Payload } from '../payload';
import { runConcurrently } from '../run-concurrently';
import { type RunFlow } from '../flow-runner';
import { type Thread } from '../thread';
import { type Visit } from '../visit';
import { mapContext, selectItem } from './map-item';
import { concurrencyOf } from './map-settings';

/** Iterations in the execution's own history; the first error fails the Map. */
export async function runInlineMap(
  state: MapState,
  visit: Visit,
  items: readonly Json[],
  runFlow: RunFlow,
): Promise<Json[]> {
  const { thread, name } = visit;
  const limit = await concurrencyOf(state, visit, MAX_INLINE_CONCURRENCY);
  return runConcurrently(items, limit, thread.signal, async (item, signal, index) => {
    const input = await selectItem(state, visit, index, item);
    return thread.inFork(thread.fork(signal, mapContext(index, item)), (fork) =>
      iterate({ name, index }, fork, () => runFlow(state.ItemProcessor, input, fork)),
    );
  });
}

async function iterate(
  details: { readonly name: string; readonly index: number },
  fork: Thread,
  run: () => Promise<Payload>,
): Promise<Json> {
  fork.record('MapIterationStarted', { mapIterationStartedEventDetails: details });
  let output: Payload;
  try {
    output = await run();
  } catch (error) {
    if (error instanceof Interrupted) {
      fork.record('MapIterationAborted', { mapIterationAbortedEventDetails: details });
    } else {
      fork.recordBeside('MapIterationFailed', { mapIterationFailedEventDetails: details });
    }
    throw error;
  }
  fork.record('MapIterationSucceeded', { mapIterationSucceededEventDetails: details });
  return output.value;
}
