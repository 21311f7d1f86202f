import { AwsError } from '../gateway/aws-error';

/** Codes by which the services say that there is nothing of that name. */
const CODES: ReadonlySet<string> = new Set([
  'AWS.SimpleQueueService.NonExistentQueue',
  'NoSuchBucket',
  'NotFound',
  'ResourceNotFoundException',
]);

/**
 * Whether a deletion failed because somebody else has deleted the resource, or a deletion before that
 * was cut off: it counts as deleted. Source: CloudFormation CLI User Guide, "Resource type handler
 * contract", delete handlers (NotFound).
 */
export function isGone(error: unknown): boolean {
  if (!(error instanceof AwsError)) return false;
  // SageMaker has no code of its own for it.
  const { code, message } = error;
  return (
    CODES.has(code) || (code === 'ValidationException' && message.startsWith('Could not find'))
  );
}
