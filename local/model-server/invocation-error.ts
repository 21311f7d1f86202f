/**
 * An invocation that cannot be answered. 400 unless said otherwise: the Hugging Face inference
 * toolkit 2.x turns any exception of the model's script into 400 (`PredictionException(str(e), 400)`).
 */
export class InvocationError extends Error {
  constructor(
    message: string,
    readonly statusCode = 400,
  ) {
    super(message);
    this.name = 'InvocationError';
  }
}

/** The server must drop the connection without an answer, as a container does that dies. */
export class ConnectionLost extends Error {
  constructor() {
    super('The connection is dropped on purpose');
    this.name = 'ConnectionLost';
  }
}

/** The embedded SageMaker is to fail with an error of its own in the container's stead. */
export class PlatformFailure extends Error {
  constructor(
    /** As InvokeEndpoint names it, e.g. `ThrottlingException`. */
    readonly error: string,
  ) {
    super(`The platform fails on purpose: ${error}`);
    this.name = 'PlatformFailure';
  }
}
