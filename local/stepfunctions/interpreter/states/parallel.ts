import { type ParallelState } from '../../definition/states';
import { Interrupted } from '../errors';
import { type Transition, leave } from '../leave';
import { Payload } from '../payload';
import { runConcurrently } from '../run-concurrently';
import { type RunFlow } from '../flow-runner';
import { type BegunParallel, newParts } from '../position';
import { type Visit } from '../visit';

/**
 * All branches at once, each from the same input; the first error stops the others. A redrive goes
 * on with those that have not succeeded.
 */
export async function runParallel(
  state: ParallelState,
  visit: Visit,
  runFlow: RunFlow,
): Promise<Transition> {
  const { thread } = visit;
  const { args, parts } =
    visit.begun?.type === 'Parallel' ? visit.begun : await begin(state, visit);
  let result: Payload;
  try {
    const outputs = await runConcurrently(
      state.Branches,
      Infinity,
      thread.signal,
      async (branch, signal, index) => {
        const part = parts[index] ?? {};
        if (part.output !== undefined) return part.output;
        part.thread = part.thread?.resumed(thread, signal) ?? thread.fork(signal);
        const output = await thread.inFork(part.thread, (fork) => runFlow(branch, args, fork));
        delete part.thread;
        return (part.output = output.value);
      },
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

async function begin(state: ParallelState, visit: Visit): Promise<BegunParallel> {
  const args =
    state.Arguments === undefined
      ? visit.input
      : Payload.of(await visit.evaluate(state.Arguments, 'Arguments'));
  visit.checkSize(args);
  visit.thread.record('ParallelStateStarted');
  return visit.begin({ type: 'Parallel', args, parts: newParts(state.Branches.length) });
}
