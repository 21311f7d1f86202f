import { type Clock } from '../clock';
import { type Stack, type StackStatus, type Step } from './stack';
import { type BegunCreation } from './resource-steps';
import { eventRecorder, setStatus } from './stack-events';
import { isGoingForward } from './stack-states';

const REASON = 'The process of the embedded AWS ended during the operation.';
const LEFT_OVER =
  'The process of the embedded AWS ended before this was deleted. It is no longer of the stack: delete it yourself if it is there.';

/**
 * Ends what a killed process was doing with a stack: as a deployment that was not to be rolled back.
 * What was made is the stack's, and the next deployment, rollback or deletion goes on from there.
 * The events of single resources were not written yet: they are told again, in short.
 * @param noted steps of a deployment, apart from the stack
 * @param cutOff creations that did not come to an end
 * @returns whether anything was under way
 */
export function endInterrupted(
  stack: Stack,
  noted: readonly Step[],
  clock: Clock,
  cutOff: readonly BegunCreation[] = [],
): boolean {
  const ended = statusAfter(stack.status);
  if (!ended) return false;
  // Those of a deployment that no longer went forward were saved with the stack.
  const steps = isGoingForward(stack.status) ? noted : [];
  const made = steps.map(({ resource }) => [resource.logicalId, resource] as const);
  stack.resources = new Map([...stack.resources, ...made]);
  stack.unfinished = [...stack.unfinished, ...steps];
  const record = eventRecorder(stack, clock);
  for (const { resource, action } of steps) {
    const event = { ...resource, physicalId: resource.state.physicalId };
    record(action === 'update' ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE', event);
  }
  for (const creation of cutOff) record('CREATE_FAILED', creation, REASON);
  for (const resource of stack.leftOver) {
    const event = { ...resource, physicalId: resource.state.physicalId };
    record('DELETE_FAILED', event, LEFT_OVER);
  }
  stack.leftOver = [];
  setStatus(stack, clock, ended, REASON);
  return true;
}

/** Undefined for a stack that was left alone. */
function statusAfter(status: StackStatus): StackStatus | undefined {
  switch (status) {
    case 'CREATE_IN_PROGRESS':
      return 'CREATE_FAILED';
    case 'ROLLBACK_IN_PROGRESS':
      return 'ROLLBACK_FAILED';
    case 'UPDATE_IN_PROGRESS':
      return 'UPDATE_FAILED';
    case 'UPDATE_ROLLBACK_IN_PROGRESS':
      return 'UPDATE_ROLLBACK_FAILED';
    // What was replaced and not deleted yet stays as an orphan.
    case 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS':
      return 'UPDATE_COMPLETE';
    case 'DELETE_IN_PROGRESS':
      return 'DELETE_FAILED';
    default:
      return undefined;
  }
}
