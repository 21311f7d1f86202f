/**
 * Quotas of Step Functions, Standard workflows.
 * Source: Step Functions Developer Guide, "Service quotas" and "Variables: limits".
 */

/** Input or output of a state, a task or an execution, UTF-8: 256 KiB = 256 * 1024. */
export const MAX_PAYLOAD_BYTES = 262_144;

/** All variables of one Assign together, and each of them: 256 KiB. */
export const MAX_ASSIGN_BYTES = 262_144;

/** All variables of an execution together: 10 MiB = 10 * 1024 * 1024. */
export const MAX_VARIABLES_BYTES = 10_485_760;

/** Events of an execution's history; the last one says that the limit was reached. */
export const MAX_HISTORY_EVENTS = 25_000;

/**
 * Events of an execution that can still be redriven, less one: a redrive adds at least its own
 * event and one more. Source: Developer Guide, "Redrive eligibility".
 */
export const MAX_REDRIVABLE_EVENTS = MAX_HISTORY_EVENTS - 1;

/** After its end an execution can be redriven for 14 days * 86,400,000 ms. */
export const REDRIVABLE_PERIOD_MILLISECONDS = 14 * 86_400_000;

/** Longest execution, redrives included: 1 year = 365 days * 86,400,000 ms. */
export const MAX_EXECUTION_MILLISECONDS = 365 * 86_400_000;

/** Definition of a state machine: 1 MiB = 1024 * 1024. */
export const MAX_DEFINITION_BYTES = 1_048_576;

/** Iterations of an inline Map at a time. */
export const MAX_INLINE_CONCURRENCY = 40;

/** Child executions of a distributed Map at a time. */
export const MAX_DISTRIBUTED_CONCURRENCY = 10_000;

/** Longest Wait, timeout or retry interval: about 3 years, the largest number of eight digits. */
export const MAX_SECONDS = 99_999_999;

/** Longest MaxDelaySeconds is below 31,622,400 = 366 days * 86,400 s. */
export const MAX_DELAY_SECONDS = 31_622_399;

/** Depth of one JSONata expression, as AWS refuses it: "Depth=101 max=100". */
export const MAX_EXPRESSION_DEPTH = 100;

/** Time of one JSONata evaluation. */
export const MAX_EXPRESSION_MILLISECONDS = 5_000;
