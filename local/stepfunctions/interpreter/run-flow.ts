import { type State } from '../definition/states';
import { withErrorHandling } from './error-handling';
import { checkInterrupted, ErrorName, Interrupted, StateError } from './errors';
import { type Transition, leave } from './leave';
import { type Payload } from './payload';
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
  let name: string | undefined = flow.StartAt;
  let payload = input;
  while (name !== undefined) {
    checkInterrupted(thread.signal);
    const state: State | undefined = flow.States[name];
    if (!state) throw new StateError(ErrorName.runtime, `There is no state '${name}'.`);
    const { output, next }: Transition = await runState(state, name, payload, thread);
    payload = output;
    name = next;
  }
  return payload;
};

async function runState(
  state: State,
  name: string,
  input: Payload,
  thread: Thread,
): Promise<Transition> {
  const enteredEventId = thread.record(`${state.Type}StateEntered`, {
    stateEnteredEventDetails: { name, input: input.text, inputDetails: { truncated: false } },
  });
  const visit = new Visit(name, input, thread, enteredEventId, thread.run.environment.clock.now());
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
