import { DatasetUnusable, NoUsableRecords } from '../../domain/run/errors';
import { type PreparedPart } from '../../domain/run/outcomes';
import { type Plan } from '../../domain/run/plan';
import { objectUri } from '../../domain/run/s3-uri';

/**
 * What the preparation must have found before a job is worth its money.
 * @throws NoUsableRecords with the first reasons and their lines; DatasetUnusable when references
 *   were asked for and not one was found
 */
export function requireRecords(parts: readonly PreparedPart[], plan: Plan): void {
  if (parts.some(({ submitted }) => submitted > 0)) {
    requireReferences(parts, plan);
    return;
  }
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

function requireReferences(parts: readonly PreparedPart[], plan: Plan): void {
  const { references, referenceColumn, idColumn, format } = plan.settings.dataset;
  if (references === null && referenceColumn === null) return;
  if (parts.some(({ referenced }) => referenced > 0)) return;
  if (references === null) {
    throw new DatasetUnusable(
      `no record of ${objectUri(plan.dataset)} has a reference in its column '${referenceColumn ?? ''}'; ` +
        'set dataset.referenceColumn to null for a run without references',
    );
  }
  const ids =
    format === 'prepared' ? "column 'id'" : idColumn === null ? 'position' : `column '${idColumn}'`;
  throw new DatasetUnusable(
    `no record of ${objectUri(plan.dataset)} has a reference in ${references.uri}: the ${ids} of the ` +
      `data never equals the column '${references.idColumn}' of the references; set dataset.idColumn ` +
      'and dataset.references.idColumn to the same ids',
  );
}
