import { type StackOperation } from '../cloudformation';

/** For whoever only starts an operation: its failure stands in the stack's status and events. */
export function ignoreFailure(operation: StackOperation): StackOperation {
  operation.done.catch(() => undefined);
  return operation;
}
