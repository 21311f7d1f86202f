/**
 * An error in AWS's terms: what a client sees as `name`, `message` and HTTP status.
 * Each service's protocol decides how it is written (JSON `__type`, S3's XML, ...).
 */
export class AwsError extends Error {
  constructor(
    /** Error code as the service documents it, e.g. `NoSuchKey`, `ValidationException`. */
    readonly code: string,
    message: string,
    readonly statusCode = 400,
    /** Further members of the error body, e.g. `OriginalStatusCode` of ModelError. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = code;
  }
}
