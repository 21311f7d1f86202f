import { type Json, type JsonObject } from '../json';

/**
 * The Amazon States Language as far as it is interpreted here: query language JSONata.
 * Field names and meanings are the specification's (states-language.net, AWS Developer Guide).
 */

/** `{% ... %}`: a JSONata expression. */
export type Expression = string;

/** JSON whose strings may be expressions. */
export type Template = Json;

/** A flow of control: a whole machine, a branch of Parallel, a Map's item processor. */
export interface Flow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Machine extends Flow {
  readonly QueryLanguage: 'JSONata';
  readonly Comment?: string;
  readonly Version?: '1.0';
  /** Whole seconds until an execution ends as TIMED_OUT. */
  readonly TimeoutSeconds?: number;
}

interface Leaving {
  readonly Next?: string;
  readonly End?: boolean;
  readonly Output?: Template;
  readonly Assign?: JsonObject;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxAttempts: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: Template;
  readonly Assign?: JsonObject;
}

/** What Task, Parallel and Map share. */
export interface ErrorHandling {
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher[];
}

export interface PassState extends Leaving {
  readonly Type: 'Pass';
}

export interface TaskState extends Leaving, ErrorHandling {
  readonly Type: 'Task';
  /** `arn:aws:states:::lambda:invoke` or the ARN of a Lambda function. */
  readonly Resource: string;
  readonly Arguments?: Template;
  readonly TimeoutSeconds?: number | Expression;
}

export interface ChoiceRule {
  readonly Condition: boolean | Expression;
  readonly Next: string;
  readonly Output?: Template;
  readonly Assign?: JsonObject;
}

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
  readonly Output?: Template;
  readonly Assign?: JsonObject;
}

export interface WaitState extends Leaving {
  readonly Type: 'Wait';
  readonly Seconds?: number | Expression;
  /** ISO 8601 with a time zone, e.g. `2026-11-24T15:00:00Z`. */
  readonly Timestamp?: string;
}

export interface SucceedState {
  readonly Type: 'Succeed';
  readonly Output?: Template;
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly Cause?: string;
}

export interface ParallelState extends Leaving, ErrorHandling {
  readonly Type: 'Parallel';
  readonly Branches: readonly Flow[];
  readonly Arguments?: Template;
}

export interface MapState extends Leaving, ErrorHandling {
  readonly Type: 'Map';
  readonly Items?: readonly Template[] | Expression;
  readonly ItemSelector?: Template;
  readonly ItemProcessor: Flow & { readonly ProcessorConfig: { readonly Mode: ProcessorMode } };
  readonly MaxConcurrency?: number | Expression;
  /** Distributed only, like the three below. */
  readonly Label?: string;
  readonly ToleratedFailureCount?: number | Expression;
  readonly ToleratedFailurePercentage?: number | Expression;
}

export type ProcessorMode = 'INLINE' | 'DISTRIBUTED';

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** The flows inside a state. */
export function innerFlows(
  state: State,
): readonly { readonly field: string; readonly flow: Flow }[] {
  if (state.Type === 'Map') return [{ field: 'ItemProcessor', flow: state.ItemProcessor }];
  if (state.Type !== 'Parallel') return [];
  return state.Branches.map((flow, index) => ({ field: `Branches[${index}]`, flow }));
}
