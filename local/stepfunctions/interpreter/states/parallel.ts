import { type ParallelState } from '../../definition/states';
import { Interrupted } from '../errors';
import { type Transition, leave } from '../leave';
import { Payload } from '../payload';
import { runConcurrently } from '../run-concurrently';
import { type RunFlow } from '../flow-runner';
import { type Visit } from '../visit';

/** All branches at once, each from the same input; the first error stops the others. */
export async function runParallel(
  state: ParallelState,
  visit: Visit,
  runFlow: RunFlow,
): Promise<Transition> {
  const { thread, input } = visit;
  const args =
    state.Arguments === undefined
      ? input
      : Payload.of(await visit.evaluate(state.Arguments, 'Arguments'));
  visit.checkSize(args);
  thread.record('ParallelStateStarted');
  let result: Payload;
  try {
    const outputs = await runConcurrently(
      state.Branches,
      Infinity,
      thread.signal,
      (branch, signal) =>
        thread.inFork(
          thread.fork(signal),
          async (fork) => (await runFlow(branch, args, fork)).value,
        ),
    );
    result = Payload.of(outputs);
    visit.checkSize(result);
  } catch (error) {
    if (!(error instanceof Interrupted)) thread.record('ParallelStateFailed');
    throw error;
  }
  thread.recordBeside('ParallelStateSucceeded');
  return leave(visit, state, result, { result: result.value });
}
