import { type Line } from '../../domain/records/line-splitter';
import { parseRecord } from '../../domain/records/parse-record';
import { ColumnError, PromptTemplate, type JsonRecord } from '../../domain/records/prompt-template';
import { InvalidRunRequest } from '../../domain/run/errors';
import { nearestName } from '../../domain/run/nearest-name';
import { type RunSettings } from '../../domain/run/request';

/**
 * Checks the columns that the request names against the data set's first record, before any record
 * is read for good. A first line that is no record is left to the step that rejects it with its reason.
 *
 * @throws InvalidRunRequest naming field, column and the columns that there are
 */
export function checkColumns(settings: RunSettings, firstLine: Line): void {
  const wanted = wantedColumns(settings);
  let record: JsonRecord;
  try {
    record = parseRecord(firstLine);
  } catch (error) {
    if (error instanceof ColumnError) return;
    throw error;
  }
  const columns = Object.keys(record);
  for (const { field, column, hint } of wanted) {
    if (columns.includes(column)) continue;
    const near = nearestName(column, columns);
    throw new InvalidRunRequest(
      `field '${field}' names the column '${column}', which the data set's first record lacks; ` +
        `valid: ${columns.join(', ')}${hint}${near === undefined ? '' : `. Did you mean '${near}'?`}`,
    );
  }
}

interface WantedColumn {
  readonly field: string;
  readonly column: string;
  /** What else would be valid. */
  readonly hint: string;
}

function wantedColumns({ dataset, prompt, hyperParameters }: RunSettings): WantedColumn[] {
  const wanted: WantedColumn[] = [];
  const want = (field: string, column: string | null, hint = ''): void => {
    if (column !== null) wanted.push({ field, column, hint });
  };
  if (dataset.format === 'prepared') {
    want('dataset.format', 'text_inputs', " (or 'jsonl' for data that has yet to be prepared)");
  } else {
    for (const column of new PromptTemplate(prompt).columns) want('prompt', column);
    want('dataset.inputColumn', dataset.inputColumn);
    want('dataset.idColumn', dataset.idColumn, ' (or null: the position is the id)');
    if (hyperParameters === null) {
      want('dataset.hyperParametersColumn', dataset.hyperParametersColumn);
    }
  }
  want('dataset.referenceColumn', dataset.referenceColumn, ' (or null: a run without references)');
  return wanted;
}
