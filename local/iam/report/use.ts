import * as z from 'zod';

/** That a statement served a call: allowed it, alone or beside others. */
export const statementUse = z.object({
  /** ARN of the role or resource that the policy is of. */
  ownerArn: z.string(),
  /** Name of an inline policy, ARN of a managed one; `resource policy`, `trust policy`. */
  policy: z.string(),
  /** Place of the statement in its policy, from 0. */
  statement: z.int().min(0),
  /** What in the statement the call's action and resource are, as the policy has it. */
  actionPattern: z.string(),
  resourcePattern: z.string(),
  /** The action called, e.g. `s3:GetObject`. */
  action: z.string(),
  /** The resource of the first of the calls. */
  resource: z.string(),
  calls: z.int().min(1),
});
export type StatementUse = z.output<typeof statementUse>;

/** A call that was not allowed. */
export const denial = z.object({
  /** As the denial's sentence has it, which names caller, action and resource. */
  message: z.string(),
  calls: z.int().min(1),
});
export type Denial = z.output<typeof denial>;

export const recordedUse = z.object({
  uses: z.array(statementUse),
  denials: z.array(denial),
});
/** All that was asked since the data directory is there. */
export type RecordedUse = z.output<typeof recordedUse>;
