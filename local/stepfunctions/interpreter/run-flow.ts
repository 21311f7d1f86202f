import { type State } from '../definition/states';
import { withErrorHandling } from './error-handling';
import { checkInterrupted, ErrorName, Interrupted, StateError } from './errors';
import { type Transition, leave } from './leave';
import { type Position } from './position';
import { type Thread } from './thread';
import { type RunFlow } from './flow-runner';
import { Visit } from './visit';
import { runChoice } from './states/choice';
import { runFail } from './states/fail';
import { runMap } from './states/map';
import { runParallel } from './states/parallel';
import { runTask } from './states/task';
import { runWait } from './states/wait';

export const runFlow: RunFlow = async (flow, input, thread) => {
  // A redrive has put the thread where it stood before.
  thread.position ??= { stateName: flow.StartAt, input };
  for (;;) {
    checkInterrupted(thread.signal);
    const { stateName } = thread.position;
    const state = flow.States[stateName];
    if (!state) throw new StateError(ErrorName.runtime, `There is no state '${stateName}'.`);
    const { output, next } = await runState(state, thread.position, thread);
    if (next === undefined) return output;
    thread.position = { stateName: next, input: output };
  }
};

async function runState(state: State, position: Position, thread: Thread): Promise<Transition> {
  const { stateName, input } = position;
  const { eventId, at } = enter(state, position, thread);
  const visit = new Visit(stateName, input, thread, eventId, at);
  try {
    const transition = await execute(state, visit);
    exit(state, visit, transition);
    return transition;
  } catch (error) {
    if (error instanceof Interrupted && canBeAborted(state)) {
      thread.record(`${state.Type}StateAborted`);
    }
    throw error;
  }
}

/** A redriven state is entered already; only a Fail state is entered again. */
function enter(state: State, position: Position, thread: Thread): NonNullable<Position['entry']> {
  if (position.entry && state.Type !== 'Fail') return position.entry;
  const { stateName: name, input } = position;
  const eventId = thread.record(`${state.Type}StateEntered`, {
    stateEnteredEventDetails: { name, input: input.text, inputDetails: { truncated: false } },
  });
  position.entry = { eventId, at: thread.run.environment.clock.now() };
  return position.entry;
}

async function execute(state: State, visit: Visit): Promise<Transition> {
  switch (state.Type) {
    case 'Pass':
    case 'Succeed':
      return leave(visit, state, visit.input);
    case 'Fail':
      return runFail(state, visit);
    case 'Choice':
      return runChoice(state, visit);
    case 'Wait':
      return runWait(state, visit);
    case 'Task':
      return withErrorHandling(state, visit, () => runTask(state, visit));
    case 'Parallel':
      return withErrorHandling(state, visit, () => runParallel(state, visit, runFlow));
    case 'Map':
      return withErrorHandling(state, visit, () => runMap(state, visit, runFlow));
  }
}

function exit(state: State, visit: Visit, { output, assignment }: Transition): void {
  const { thread, name } = visit;
  const refusal = thread.scope.assign(assignment);
  if (refusal !== undefined) throw visit.error(ErrorName.dataLimitExceeded, refusal);
  if (state.Type === 'Fail') return;
  thread.record(`${state.Type}StateExited`, {
    stateExitedEventDetails: {
      name,
      output: output.text,
      outputDetails: { truncated: false },
      ...(assignment.size > 0 && {
        assignedVariables: Object.fromEntries(
          [...assignment].map(([variable, value]) => [variable, value.text]),
        ),
        assignedVariablesDetails: { truncated: false },
      }),
    },
  });
}

type Abortable = Extract<State['Type'], 'Task' | 'Wait' | 'Parallel' | 'Map'>;

function canBeAborted(state: State): state is State & { readonly Type: Abortable } {
  return ['Task', 'Wait', 'Parallel', 'Map'].includes(state.Type);
}
