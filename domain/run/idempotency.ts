import * as z from 'zod';
import { executionLink } from './deep-link';
import { RunLayout } from './layout';
import { claimName, runIdOf } from './names';
import { executionSchema } from './plan';
import { idempotencyKeySchema } from './request';
import { objectUri } from './s3-uri';

/**
 * One idempotency key, one run: of all executions whose input has the same key, the first that
 * writes the key's claim goes on. Another is a duplicate, whatever became of the first.
 */

/** `idempotency/*.json`: which execution holds a key. Read leniently, whatever version wrote it. */
export const claimSchema = z.object({ idempotencyKey: z.string(), execution: executionSchema });
export type Claim = z.infer<typeof claimSchema>;

/** Output of an execution that did nothing, because another one has its key. */
export const duplicateSchema = z.strictObject({
  status: z.literal('Duplicate'),
  /** Run id of the execution that holds the key. */
  duplicateOf: z.string(),
  message: z.string(),
  links: z.strictObject({ execution: z.string(), results: z.string() }),
});
export type Duplicate = z.infer<typeof duplicateSchema>;

/** The S3 key of a claim in the data bucket. */
export function claimKeyOf(idempotencyKey: string): string {
  return `idempotency/${claimName(idempotencyKey)}.json`;
}

/** The key of an execution input; undefined for none, or one that `resolveRequest` will refuse. */
export function idempotencyKeyOf(input: unknown): string | undefined {
  return z.object({ idempotencyKey: idempotencyKeySchema }).safeParse(input).data?.idempotencyKey;
}

/** What the execution that came too late says of the one that holds its key. */
export function duplicateOf({ idempotencyKey, execution }: Claim, bucket: string): Duplicate {
  const runId = runIdOf(execution.name);
  return {
    status: 'Duplicate',
    duplicateOf: runId,
    message:
      `the execution '${execution.name}' of ${execution.startTime} has the idempotency key ` +
      `${JSON.stringify(idempotencyKey)} already, so this one did nothing; for another run take another key`,
    links: {
      execution: executionLink(execution.arn),
      results: objectUri({ bucket, key: new RunLayout(runId).results }),
    },
  };
}
