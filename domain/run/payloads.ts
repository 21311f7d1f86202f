import * as z from 'zod';
import { deploymentSchema } from './deployment';
import { type Duplicate } from './idempotency';
import { executionSchema } from './plan';

/**
 * What travels between the states: keys, counts and small facts, never texts, since a state may
 * hold 256 KB. One schema for each function's payload; the state machine's definition builds them.
 */
const runId = z.string().min(1);
const index = z.int().min(0);
const attemptSchema = z.strictObject({ runId, pass: z.int().min(1), attempt: z.int().min(1) });

export const planRunPayload = z.strictObject({
  request: z.unknown(),
  deployment: deploymentSchema,
  execution: executionSchema,
});
export const prepareInputPayload = z.strictObject({ runId, part: index });
export const startTransformPayload = attemptSchema;
export const checkTransformPayload = z.strictObject({
  runId,
  pass: z.int().min(1),
  transformJobName: z.string(),
});
export const scoreShardPayload = z.strictObject({ runId, pass: z.int().min(1), shard: index });
export const summarizeRunPayload = z.strictObject({ runId, transformJobName: z.string() });

/** From the state machine's clean-up, in which the execution itself says why it ends. */
export const failedRunPayload = z.strictObject({
  execution: executionSchema,
  error: z.string(),
  cause: z.string(),
});

/**
 * From the EventBridge rule on ended executions: "Step Functions Execution Status Change".
 * Source: Step Functions developer guide, "EventBridge event delivery".
 */
export const endedExecutionEvent = z.object({
  'detail-type': z.literal('Step Functions Execution Status Change'),
  detail: z.object({
    executionArn: z.string(),
    name: z.string(),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    /** Epoch milliseconds. */
    startDate: z.number(),
    error: z.string().nullish(),
    cause: z.string().nullish(),
  }),
});

/** A run to go on with, or a duplicate, which is the execution's output. */
export type PlanRunResult = PlannedRun | Duplicate;

export interface PlannedRun {
  readonly runId: string;
  /** Numbers of the data set's parts. */
  readonly parts: readonly number[];
  readonly pollIntervalSeconds: number;
}

export interface StartTransformResult {
  readonly transformJobName: string;
  /** How many shards the input has; the scoring map runs over 0 .. shards - 1. */
  readonly shards: number;
  readonly submitted: number;
}

export interface CheckTransformResult {
  readonly finished: boolean;
  readonly status: string;
  /** Records whose shard has been answered. */
  readonly answered: number;
  readonly submitted: number;
}
