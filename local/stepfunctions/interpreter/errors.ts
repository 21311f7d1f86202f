/**
 * An error in the States Language's sense: a name that Retry and Catch match, and a cause.
 * Both may be absent, as a Fail state needs neither.
 */
export class StateError extends Error {
  constructor(
    readonly error: string | undefined,
    readonly causeText?: string,
  ) {
    super(causeText ?? '');
    this.name = error ?? 'StateError';
  }
}

/** The thread of control was told to stop: execution stopped or timed out, or a sibling failed. */
export class Interrupted extends Error {
  constructor() {
    super('Interrupted');
    this.name = 'Interrupted';
  }
}

/** @throws Interrupted once the signal has fired */
export function checkInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new Interrupted();
}

/** Names that the interpreter itself raises. Source: Developer Guide, "Handling errors". */
export const ErrorName = {
  all: 'States.ALL',
  dataLimitExceeded: 'States.DataLimitExceeded',
  exceedToleratedFailureThreshold: 'States.ExceedToleratedFailureThreshold',
  noChoiceMatched: 'States.NoChoiceMatched',
  queryEvaluation: 'States.QueryEvaluationError',
  runtime: 'States.Runtime',
  taskFailed: 'States.TaskFailed',
  timeout: 'States.Timeout',
} as const;

/**
 * Whether an `ErrorEquals` list names the error. Wildcards: States.ALL leaves out the two terminal
 * errors, States.TaskFailed also States.Timeout. States.Runtime always ends the execution.
 */
export function matchesError(errorEquals: readonly string[], error: string | undefined): boolean {
  if (error === ErrorName.runtime) return false;
  if (error !== undefined && errorEquals.includes(error)) return true;
  if (error === ErrorName.dataLimitExceeded) return false;
  if (errorEquals.includes(ErrorName.all)) return true;
  return errorEquals.includes(ErrorName.taskFailed) && error !== ErrorName.timeout;
}
