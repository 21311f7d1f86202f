/** A request that text-generation-inference refuses: 422 `Input validation error: ...`, error type `validation`. */
export class TgiValidationError extends Error {
  override readonly name = 'TgiValidationError';

  constructor(reason: string) {
    super(`Input validation error: ${reason}`);
  }
}

/** A body that its HTTP layer (axum) does not hand on: the text as it is, without JSON. */
export class TgiRejection extends Error {
  override readonly name = 'TgiRejection';

  constructor(
    readonly status: 400 | 415 | 422,
    message: string,
  ) {
    super(message);
  }
}
