import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';

/** What the errors of all clients of the SDK have in common. */
const serviceException = z.object({
  name: z.string(),
  message: z.string(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }),
});

/**
 * What a client of the SDK has thrown, as the error of a service in this process.
 * Without an answer it is what Step Functions and others call SdkClientException.
 */
export function toLocalError(error: unknown): AwsError {
  const parsed = serviceException.safeParse(error);
  if (!parsed.success) return new AwsError('SdkClientException', String(error), 503);
  const { name, message, $metadata } = parsed.data;
  return new AwsError(name, message, $metadata.httpStatusCode);
}
