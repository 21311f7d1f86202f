import { endedExecutionEvent, failedRunPayload } from '../../domain/run/payloads';
import { textIn } from '../shared/json-text';
import { type Execution } from '../../domain/run/plan';

/** An execution that ended without results, and why. */
export interface EndedExecution {
  readonly execution: Execution;
  readonly status: 'Failed' | 'Aborted';
  readonly error: { readonly name: string; readonly message: string };
}

/** @throws ZodError when the event is neither the state machine's payload nor the rule's event */
export function endedExecutionOf(event: unknown): EndedExecution {
  const ruleEvent = endedExecutionEvent.safeParse(event);
  if (!ruleEvent.success) {
    const { execution, error, cause } = failedRunPayload.parse(event);
    return { execution, status: 'Failed', error: { name: error, message: sentenceOf(cause) } };
  }
  const { executionArn, name, status, startDate, error, cause } = ruleEvent.data.detail;
  const fallback = {
    ABORTED: { name: 'ExecutionAborted', message: 'the execution was stopped' },
    TIMED_OUT: {
      name: 'States.Timeout',
      message: "the execution reached the state machine's time-out",
    },
    FAILED: { name: 'States.Runtime', message: 'the execution failed without an error' },
  }[status];
  return {
    execution: { arn: executionArn, name, startTime: new Date(startDate).toISOString() },
    status: status === 'ABORTED' ? 'Aborted' : 'Failed',
    error: {
      name: error ?? fallback.name,
      message: cause === null || cause === undefined ? fallback.message : sentenceOf(cause),
    },
  };
}

/** A Lambda error's Cause is JSON with `errorMessage`; a person wants that sentence. */
function sentenceOf(cause: string): string {
  return textIn(cause, 'errorMessage');
}
