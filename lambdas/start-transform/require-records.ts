import { NoUsableRecords } from '../../domain/run/errors';
import { type PreparedPart } from '../../domain/run/outcomes';
import { type Plan } from '../../domain/run/plan';
import { objectUri } from '../../domain/run/s3-uri';

/** @throws NoUsableRecords with the first reasons and their lines */
export function requireRecords(parts: readonly PreparedPart[], plan: Plan): void {
  if (parts.some(({ submitted }) => submitted > 0)) return;
  const read = parts.reduce((sum, part) => sum + part.read, 0);
  const rejections = parts.flatMap(({ firstRejections }) => firstRejections);
  const reasons = rejections.map(({ line, reason }) => `line ${line}: ${reason}`).join('; ');
  const rest = read > rejections.length ? `; and ${read - rejections.length} more` : '';
  throw new NoUsableRecords(
    read === 0
      ? `the data set ${objectUri(plan.dataset)} has no records`
      : `none of the ${read} records of ${objectUri(plan.dataset)} can be submitted: ${reasons}${rest}`,
  );
}
