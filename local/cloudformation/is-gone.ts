import { AwsError } from '../gateway/aws-error';

/** Codes by which the services say that there is nothing of that name. */
const CODES: ReadonlySet<string> = new Set([
  'AWS.SimpleQueueService.NonExistentQueue',
  'NoSuchBucket',
  'NotFound',
  'ResourceNotFoundException',
  'StateMachineDoesNotExist',
]);

/** SageMaker has no code of its own for it. The second is what it says of tags. */
const SAGEMAKER_ABSENCE = /^(Could not find |The resource \S+ does not exist\.$)/;

/**
 * Whether a deletion failed because somebody else has deleted the resource, or a deletion before that
 * was cut off: it counts as deleted. Source: CloudFormation CLI User Guide, "Resource type handler
 * contract", delete handlers (NotFound).
 */
export function isGone(error: unknown): boolean {
  if (!(error instanceof AwsError)) return false;
  const { code, message } = error;
  return CODES.has(code) || (code === 'ValidationException' && SAGEMAKER_ABSENCE.test(message));
}

/** What a call gives; undefined if what it is about is not there. Rejects with any other error. */
export async function ifThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Whether what a call is about is there. Rejects when the call fails for another reason. */
export async function isThere(call: Promise<unknown>): Promise<boolean> {
  return (await ifThere(call.then(() => true))) ?? false;
}
