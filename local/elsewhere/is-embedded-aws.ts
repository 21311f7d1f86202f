import { AwsError } from '../gateway/aws-error';
import { OWN_PREFIX } from '../gateway/own-pages';
import { parseRecord } from '../running-record';

/** An embedded AWS answers at once; this is for a program that took its port and says nothing. */
const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Whether what answers at an endpoint is an embedded AWS.
 * Rejects with AwsError ServiceUnavailable when nothing answers.
 */
export async function isEmbeddedAws(endpoint: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const answer = await fetch(`${endpoint}${OWN_PREFIX}running`, { signal });
    return parseRecord(await answer.text()) !== undefined;
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause ? cause.cause : cause;
    throw new AwsError('ServiceUnavailable', `${endpoint} does not answer: ${String(reason)}`, 503);
  }
}
