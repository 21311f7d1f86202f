import { type InvocationResult } from './invoke';

/** Lambda's limit of a synchronous response: 6 MB and what its envelope needs. */
export const MAX_PAYLOAD_BYTES = 6_291_556;

export function errorResult(
  errorType: string,
  errorMessage: string,
  trace: readonly string[] = [],
): InvocationResult {
  const payload = JSON.stringify({ errorType, errorMessage, trace });
  return { kind: 'error', errorType, errorMessage, payload };
}

export function timedOut(requestId: string, timeoutSeconds: number): InvocationResult {
  const message = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return errorResult('Sandbox.Timedout', `RequestId: ${requestId} Error: ${message}`);
}

/** `reason` as Lambda words it: `exit status 1`, `signal: killed`. */
export function runtimeExited(requestId: string, reason: string): InvocationResult {
  return errorResult(
    'Runtime.ExitError',
    `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`,
  );
}

export function responseTooLarge(): InvocationResult {
  return errorResult(
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed payload size (${MAX_PAYLOAD_BYTES} bytes).`,
  );
}
