import { S3ServiceException } from '@aws-sdk/client-s3';

/**
 * S3's own answer that an object or bucket is not there or not to be seen. What is no answer (S3 cannot be reached)
 * is thrown on: it must not read like a missing object.
 */
export function expectS3Refusal(error: unknown): undefined {
  if (!isS3Refusal(error)) throw error;
}

export function isS3Refusal(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.$metadata.httpStatusCode ?? 500) < 500;
}
