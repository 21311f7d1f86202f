import { S3ServiceException } from '@aws-sdk/client-s3';
import { JobFailure } from './failures';

/** Whether S3 refused for want of a right; a HEAD has no body, so that the status alone says it. */
export function isS3Denial(error: unknown): error is S3ServiceException {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403;
}

/** A job whose role may not read or write what the job is about: each of its objects would fail so. */
export function accessFailure(uri: string, cause: S3ServiceException): JobFailure {
  // The answer to a HEAD has no body, hence no words.
  const words = cause.name === 'AccessDenied' ? cause.message : 's3:GetObject is not allowed';
  return new JobFailure(`ClientError: Access to ${uri} was denied: ${words}`, { cause });
}

/** The message of CreateModel, and of jobs, for an artefact that the role may not read. */
export function modelDataDenied(uri: string, roleArn: string): string {
  return (
    `Could not access model data at ${uri}. Please ensure that the role "${roleArn}" exists and that its ` +
    'trust relationship policy allows the action "sts:AssumeRole" for the service principal ' +
    '"sagemaker.amazonaws.com". Also ensure that the role has "s3:GetObject" permissions and that the ' +
    'object is located in this region.'
  );
}
