import { type Execution } from '../../domain/run/plan';
import { textIn } from './json-text';

/** An execution that ended without results, and why. */
export interface EndedExecution {
  readonly execution: Execution;
  readonly status: 'Failed' | 'Aborted';
  readonly error: { readonly name: string; readonly message: string };
}

/** Ends that leave no results, as Step Functions names them, and what to say when it says nothing. */
const ENDS = {
  ABORTED: { name: 'ExecutionAborted', message: 'the execution was stopped' },
  TIMED_OUT: {
    name: 'States.Timeout',
    message: "the execution reached the state machine's time-out",
  },
  FAILED: { name: 'States.Runtime', message: 'the execution failed without an error' },
} as const;

export type EndStatus = keyof typeof ENDS;

/** @param why of Step Functions' event or DescribeExecution */
export function endedExecution(
  execution: Execution,
  status: EndStatus,
  why: { error?: string | null | undefined; cause?: string | null | undefined },
): EndedExecution {
  const fallback = ENDS[status];
  return {
    execution,
    status: status === 'ABORTED' ? 'Aborted' : 'Failed',
    error: {
      name: why.error ?? fallback.name,
      message:
        why.cause === null || why.cause === undefined ? fallback.message : sentenceOf(why.cause),
    },
  };
}

/** A Lambda error's Cause is JSON with `errorMessage`; a person wants that sentence. */
function sentenceOf(cause: string): string {
  return textIn(cause, 'errorMessage');
}
