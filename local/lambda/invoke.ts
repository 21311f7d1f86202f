/** Outcome of a synchronous (RequestResponse) invocation. */
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

/**
 * Invokes a deployed function by name, ARN or qualified ARN.
 * Rejects with AwsError `ResourceNotFoundException` if there is no such function.
 */
export type InvokeFunction = (functionArn: string, payload: string) => Promise<InvocationResult>;
