import * as z from 'zod';
import { CountsDoNotAddUp } from './errors';

const count = z.int().min(0);

/** Where each record of the data set ended. */
export const countsSchema = z.strictObject({
  read: count,
  /** Never submitted; reason, object and line are in the ledger. */
  rejected: count,
  submitted: count,
  scored: count,
  /** Answered, but without a reference. */
  unscored: count,
  /** Its object has no `.out`. */
  failed: count,
  /** Its object's `.out` exists without the id. */
  missing: count,
});

export type Counts = z.infer<typeof countsSchema>;

/**
 * Checks that no record was lost: read = rejected + submitted, and
 * submitted = scored + unscored + failed + missing.
 *
 * @throws CountsDoNotAddUp with all figures
 */
export function checkCounts(counts: Counts): void {
  const { read, rejected, submitted, scored, unscored, failed, missing } = counts;
  if (read === rejected + submitted && submitted === scored + unscored + failed + missing) return;
  throw new CountsDoNotAddUp(
    `records do not add up: read ${read} = rejected ${rejected} + submitted ${submitted}; ` +
      `submitted ${submitted} = scored ${scored} + unscored ${unscored} + failed ${failed} + missing ${missing}`,
  );
}
