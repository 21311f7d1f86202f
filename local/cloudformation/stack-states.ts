import { AwsError } from '../gateway/aws-error';
import { type Stack, type StackStatus } from './stack';

const UPDATABLE: ReadonlySet<StackStatus> = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
]);

/** @throws AwsError ValidationError for a stack that is being changed, or must be deleted first */
export function refuseUpdateIn({ id, status }: Stack): void {
  if (UPDATABLE.has(status)) return;
  throw new AwsError(
    'ValidationError',
    `Stack:${id} is in ${status} state and can not be updated.`,
  );
}

/** @throws AwsError ValidationError for a stack that is being changed */
export function refuseDeletionIn({ name, status }: Stack): void {
  if (!status.endsWith('_IN_PROGRESS')) return;
  throw new AwsError(
    'ValidationError',
    `Stack [${name}] cannot be deleted while in status ${status}`,
  );
}

/** Whether the stack never came to be: it can only be deleted. */
export function isCreationFailure({ status }: Stack): boolean {
  return status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED';
}
