import { AwsError } from '../gateway/aws-error';
import { type Stack, type StackStatus } from './stack';

const UPDATABLE: ReadonlySet<StackStatus> = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  // These two are left by a deployment that was not to be rolled back.
  'CREATE_FAILED',
  'UPDATE_FAILED',
]);

/** @throws AwsError ValidationError for a stack that is being changed, or must be deleted first */
export function refuseUpdateIn({ id, status }: Stack): void {
  if (UPDATABLE.has(status)) return;
  throw new AwsError(
    'ValidationError',
    `Stack:${id} is in ${status} state and can not be updated.`,
  );
}

export function isInProgress(status: StackStatus): boolean {
  return status.endsWith('_IN_PROGRESS');
}

/** Whether steps are being added to what a deployment has done. */
export function isGoingForward(status: StackStatus): boolean {
  return status === 'CREATE_IN_PROGRESS' || status === 'UPDATE_IN_PROGRESS';
}

/** @throws AwsError ValidationError for a stack that is being changed, or is protected */
export function refuseDeletionIn({ name, status, terminationProtection }: Stack): void {
  if (terminationProtection) {
    throw new AwsError(
      'ValidationError',
      `Stack [${name}] cannot be deleted while TerminationProtection is enabled`,
    );
  }
  if (!isInProgress(status) || status === 'REVIEW_IN_PROGRESS') return;
  throw new AwsError(
    'ValidationError',
    `Stack [${name}] cannot be deleted while in status ${status}`,
  );
}

/** Whether the stack never came to be: it can only be deleted. */
export function isCreationFailure({ status }: Stack): boolean {
  return status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED';
}
