/** An endpoint cannot be started; the message is its FailureReason, in AWS's words where they are known. */
export class EndpointFailure extends Error {
  override readonly name = 'EndpointFailure';

  static unhealthy(variant: string, cause: unknown): EndpointFailure {
    const reason = `The primary container for production variant ${variant} did not pass the ping health check. Please check CloudWatch logs for this endpoint.`;
    return new EndpointFailure(reason, { cause });
  }

  static downloadTimedOut(variant: string, seconds: number, cause: unknown): EndpointFailure {
    const reason = `The model data for production variant ${variant} was not downloaded within ${seconds} seconds.`;
    return new EndpointFailure(reason, { cause });
  }

  static internal(cause: unknown): EndpointFailure {
    const reason =
      'Request to service failed. If failure persists after retry, contact customer support.';
    return new EndpointFailure(reason, { cause });
  }
}
