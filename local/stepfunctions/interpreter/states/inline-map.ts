import { type MapState } from '../../definition/states';
import { type Json } from '../../json';
import { MAX_INLINE_CONCURRENCY } from '../../limits';
import { Interrupted } from '../errors';
import { type Payload } from '../payload';
import { runConcurrently } from '../run-concurrently';
import { type RunFlow } from '../flow-runner';
import { type BegunMap } from '../position';
import { type Thread } from '../thread';
import { type Visit } from '../visit';
import { mapContext, selectItem } from './map-item';
import { concurrencyOf } from './map-settings';

/**
 * Iterations in the execution's own history; the first error fails the Map. A redrive goes on with
 * those that have not succeeded.
 */
export async function runInlineMap(
  state: MapState,
  visit: Visit,
  { items, parts }: BegunMap,
  runFlow: RunFlow,
): Promise<Json[]> {
  const { thread, name } = visit;
  const limit = await concurrencyOf(state, visit, MAX_INLINE_CONCURRENCY);
  return runConcurrently(items, limit, thread.signal, async (item, signal, index) => {
    const part = parts[index] ?? {};
    if (part.output !== undefined) return part.output;
    // One that has begun stands where it stood, and takes no input.
    const input = part.thread ? visit.input : await selectItem(state, visit, index, item);
    const begun = part.thread !== undefined;
    part.thread =
      part.thread?.resumed(thread, signal) ?? thread.fork(signal, mapContext(index, item));
    part.output = await thread.inFork(part.thread, (fork) =>
      iterate({ name, index }, fork, begun, () => runFlow(state.ItemProcessor, input, fork)),
    );
    delete part.thread;
    return part.output;
  });
}

async function iterate(
  details: { readonly name: string; readonly index: number },
  fork: Thread,
  begun: boolean,
  run: () => Promise<Payload>,
): Promise<Json> {
  if (!begun) fork.record('MapIterationStarted', { mapIterationStartedEventDetails: details });
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
