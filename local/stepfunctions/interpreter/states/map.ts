import { type MapState } from '../../definition/states';
import { type Json, isJsonArray, jsonTypeOf } from '../../json';
import { ErrorName, Interrupted } from '../errors';
import { type Transition, leave } from '../leave';
import { Payload } from '../payload';
import { type RunFlow } from '../flow-runner';
import { type BegunMap, newParts } from '../position';
import { type Visit } from '../visit';
import { runDistributedMap } from './distributed-map';
import { runInlineMap } from './inline-map';

/** One attempt of a Map state, inline or distributed. */
export async function runMap(state: MapState, visit: Visit, runFlow: RunFlow): Promise<Transition> {
  const { thread } = visit;
  const begun = visit.begun?.type === 'Map' ? visit.begun : await begin(state, visit);
  const distributed = state.ItemProcessor.ProcessorConfig.Mode === 'DISTRIBUTED';
  let result: Payload;
  try {
    const outputs = distributed
      ? await runDistributedMap(state, visit, begun)
      : await runInlineMap(state, visit, begun, runFlow);
    result = Payload.of(outputs);
    visit.checkSize(result);
  } catch (error) {
    if (!(error instanceof Interrupted)) thread.record('MapStateFailed');
    throw error;
  }
  thread.recordBeside('MapStateSucceeded');
  return leave(visit, state, result, { result: result.value });
}

async function begin(state: MapState, visit: Visit): Promise<BegunMap> {
  const items = await itemsOf(state, visit);
  const { length } = items;
  visit.thread.record('MapStateStarted', { mapStateStartedEventDetails: { length } });
  return visit.begin({ type: 'Map', items, parts: newParts(length) });
}

/** The input is data: what looks like an expression in it is none. */
async function itemsOf(state: MapState, visit: Visit): Promise<readonly Json[]> {
  if (state.Items !== undefined) {
    return visit.evaluateAs(state.Items, 'Items', 'array', isJsonArray);
  }
  const { value } = visit.input;
  if (isJsonArray(value)) return value;
  throw visit.error(
    ErrorName.runtime,
    `Without Items the input must be an array, but it is of type '${jsonTypeOf(value)}'.`,
  );
}
