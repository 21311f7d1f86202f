/** A retrier of the Amazon States Language. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL';
}

/**
 * Too many functions at once in the account: it passes when others end. Eight tries wait
 * 2 + 4 + 8 + 16 + 32 + 60 + 60 + 60 s = 4 minutes at most, spread by jitter.
 */
const THROTTLED: Retrier = {
  ErrorEquals: ['Lambda.TooManyRequestsException'],
  IntervalSeconds: 2,
  MaxAttempts: 8,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};

/** Faults of the Lambda service, which are rare and short: 2 + 4 + 8 + 16 s. */
const SERVICE_FAULT: Retrier = {
  ErrorEquals: [
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
  ],
  IntervalSeconds: 2,
  MaxAttempts: 4,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};

/**
 * The function's process died or ran out of time. Every step writes the same files again, so a
 * second try is safe; a third would only cost.
 */
const PROCESS_LOST: Retrier = {
  ErrorEquals: ['Sandbox.Timedout', 'Runtime.ExitError', 'Lambda.Unknown'],
  IntervalSeconds: 5,
  MaxAttempts: 1,
  BackoffRate: 1,
};

/**
 * S3, SageMaker or the network refused although the SDK tried six times. Names as the SDKs throw
 * them: 10 + 20 + 40 s. `Error` is what Node calls a connection that was reset or not made.
 */
const AWS_BUSY: Retrier = {
  ErrorEquals: [
    'ThrottlingException',
    'SlowDown',
    'InternalError',
    'InternalFailure',
    'ServiceUnavailable',
    'TimeoutError',
    'Error',
  ],
  IntervalSeconds: 10,
  MaxAttempts: 3,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};

/** No instance free, or a quota in use by another job: 1 + 2 + 4 + 8 minutes. */
export const CAPACITY: Retrier = {
  ErrorEquals: ['TransformCapacityUnavailable'],
  IntervalSeconds: 60,
  MaxAttempts: 4,
  BackoffRate: 2,
};

/** For every task. A RunError is not here: its reader must act, and a retry would only delay that. */
export const TASK_RETRIES: readonly Retrier[] = [THROTTLED, SERVICE_FAULT, PROCESS_LOST, AWS_BUSY];
