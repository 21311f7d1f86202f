import { type InvocationResult } from './invoke';

export type FunctionFailure = Extract<InvocationResult, { kind: 'error' }>;

/** An asynchronous invocation that Lambda has given up. */
export interface FailedInvocation {
  readonly requestId: string;
  /** Qualified. */
  readonly functionArn: string;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
  readonly attempts: number;
  /** JSON text. */
  readonly payload: string;
  /** Of the last attempt; undefined if the function was not even called. */
  readonly failure: FunctionFailure | undefined;
  /** What kept it from being called, or the function's error in one line. */
  readonly reason: string;
}

/** The message to an on-failure destination. Source: Lambda developer guide, "Capturing records of Lambda asynchronous invocations". */
export function invocationRecord(failed: FailedInvocation, version: string, now: number): string {
  const { requestId, functionArn, condition, attempts, payload, failure } = failed;
  const requestContext = { requestId, functionArn, condition, approximateInvokeCount: attempts };
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext,
    requestPayload: JSON.parse(payload) as unknown,
    ...(failure && {
      responseContext: {
        statusCode: 200,
        executedVersion: version,
        functionError: 'Unhandled',
      },
      responsePayload: JSON.parse(failure.payload) as unknown,
    }),
  });
}

/** An error message in a dead letter has at most 1 KB. */
const MAX_REASON_CHARACTERS = 1024;

/**
 * Attributes of a message in a function's dead-letter queue, whose body is the event itself.
 * Source: Lambda developer guide, "Adding a dead-letter queue".
 */
export function deadLetterAttributes(failed: FailedInvocation): Record<string, string> {
  return {
    RequestID: failed.requestId,
    ErrorCode: failed.failure ? '200' : '404',
    ErrorMessage: (failed.failure?.errorMessage ?? failed.reason).slice(0, MAX_REASON_CHARACTERS),
  };
}
