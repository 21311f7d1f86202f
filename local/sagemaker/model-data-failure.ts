import { accessFailure, isS3Denial } from './access-denial';
import { JobFailure } from './failures';
import { isS3Refusal } from './s3-refusal';

/** Why model data could not be read: no right, no such object, or no answer at all. */
export function modelDataFailure(uri: string, cause: unknown): JobFailure {
  if (isS3Denial(cause)) return accessFailure(uri, cause);
  if (isS3Refusal(cause)) {
    return new JobFailure(`ClientError: Could not find model data at ${uri}.`, { cause });
  }
  const reason = `The model data at ${uri} could not be read: ${String(cause)}`;
  return new JobFailure(`InternalServerError: ${reason}`, { cause });
}
