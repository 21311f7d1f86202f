/** Whose fault a failure is, as FailureReason begins. */
export type FailureKind = 'ClientError' | 'AlgorithmError' | 'InternalServerError';

/** One object could not be transformed. `headline` and `body` go to the data log. */
export class ObjectFailure extends Error {
  override readonly name = 'ObjectFailure';

  constructor(
    readonly kind: FailureKind,
    /** E.g. `ClientError: 400`, `Unable to get response from algorithm`. */
    readonly headline: string,
    /** What the container answered, if it did. */
    readonly body?: string,
  ) {
    super(headline);
  }
}

/** The job as a whole cannot go on; the message is the FailureReason. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}

/** FailureReason of a job with failed objects. Source: aws/sagemaker-python-sdk discussions/2439. */
export function failureReason(kind: FailureKind): string {
  return kind === 'InternalServerError'
    ? 'InternalServerError: We encountered an internal error. Please try again.'
    : `${kind}: See job logs for more information`;
}
