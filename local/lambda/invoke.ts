/** What came of a function's code. */
export type InvocationResult =
  | {
      readonly kind: 'success';
      /** JSON text that the function returned. */ readonly payload: string;
    }
  | {
      readonly kind: 'error';
      /** `errorType` as Lambda reports it: the error's name, `Sandbox.Timedout`, `Runtime.ExitError`. */
      readonly errorType: string;
      readonly errorMessage: string;
      /** JSON `{errorType, errorMessage, trace}`: Step Functions' Cause. */
      readonly payload: string;
    };

/** Outcome of a synchronous (RequestResponse) invocation. */
export type Invocation = InvocationResult & {
  /** `$LATEST` or a number: what the reference stood for when the invocation began. */
  readonly executedVersion: string;
};

/**
 * Invokes a deployed function by name, ARN or qualified ARN.
 * Rejects with AwsError `ResourceNotFoundException` if there is no such function.
 */
export type InvokeFunction = (functionArn: string, payload: string) => Promise<Invocation>;
