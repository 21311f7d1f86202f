import { askRunning } from '../ask-running';
import { AwsError } from '../gateway/aws-error';

/**
 * Whether what answers at an endpoint is an embedded AWS.
 * Rejects with AwsError ServiceUnavailable when nothing answers.
 */
export async function isEmbeddedAws(endpoint: string): Promise<boolean> {
  try {
    return (await askRunning(endpoint)) !== undefined;
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause ? cause.cause : cause;
    throw new AwsError('ServiceUnavailable', `${endpoint} does not answer: ${String(reason)}`, 503);
  }
}
