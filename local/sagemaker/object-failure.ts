import { S3ServiceException } from '@aws-sdk/client-s3';
import { ObjectFailure } from './failures';
import { NotGzipError } from './object-contents';
import { RecordTooLargeError } from './record-splitter';

/**
 * What an error means for one object. A record that is too long is reported like a container that refuses it, HTTP
 * 413; bytes that are not gzip as 400; S3's refusal with S3's status. A container that is gone gives no answer.
 * What is none of these (S3 fails, the disk is full) is SageMaker's own InternalServerError.
 */
export function toObjectFailure(error: unknown, containerGone: AbortSignal): ObjectFailure {
  if (error instanceof ObjectFailure) return error;
  if (containerGone.aborted) {
    return new ObjectFailure(
      'AlgorithmError',
      'Unable to get response from algorithm',
      String(containerGone.reason),
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  const status = clientStatus(error);
  return status === undefined
    ? new ObjectFailure('InternalServerError', 'InternalServerError', message)
    : new ObjectFailure('ClientError', `ClientError: ${status}`, message);
}

function clientStatus(error: unknown): number | undefined {
  if (error instanceof RecordTooLargeError) return 413;
  if (error instanceof NotGzipError) return 400;
  if (!(error instanceof S3ServiceException)) return undefined;
  const status = error.$metadata.httpStatusCode ?? 500;
  return status < 500 ? status : undefined;
}
