import { findHyperParameterFault } from '../run/hyper-parameters';
import { type RunSettings } from '../run/request';
import { leadSentences } from './lead-sentences';
import { ColumnError, PromptTemplate, textOf, type JsonRecord } from './prompt-template';
import { referenceOf, type Reference } from './reference';

/** Sentences kept for the baselines: lead-3 needs three. */
const LEAD_SENTENCES = 3;

/** A record that can be submitted. */
export interface PreparedRecord {
  /** Line for the container, without a newline. */
  readonly input: string;
  /** The user's id, any JSON value. */
  readonly sourceId: unknown;
  readonly reference: Reference | undefined;
  /** First sentences of the text; undefined when the text cannot be told from the prompt. */
  readonly lead: readonly string[] | undefined;
}

export type PrepareRecord = (record: JsonRecord, id: number) => PreparedRecord;

/**
 * How one record becomes a line for the container, decided once for a whole data set.
 * The returned function throws ColumnError for a record that cannot be submitted.
 *
 * @throws PromptTemplateError
 */
export function recordPreparer(settings: RunSettings): PrepareRecord {
  return settings.dataset.format === 'prepared'
    ? preparedPreparer(settings)
    : jsonlPreparer(settings);
}

function jsonlPreparer({ dataset, prompt, hyperParameters }: RunSettings): PrepareRecord {
  const template = new PromptTemplate(prompt);
  const column = hyperParameters === null ? dataset.hyperParametersColumn : null;
  return (record, id) => {
    const lead = record[dataset.inputColumn];
    return {
      input: inputLine(
        id,
        template.render(record),
        column === null ? undefined : parametersOf(record, column),
      ),
      sourceId: sourceIdOf(record, dataset.idColumn, id),
      reference:
        dataset.referenceColumn === null
          ? undefined
          : referenceOf(record[dataset.referenceColumn], dataset.referenceColumn),
      lead: typeof lead === 'string' ? leadSentences(lead, LEAD_SENTENCES) : undefined,
    };
  };
}

/** Lines that are in the container's form already; their `id` is the user's, so it becomes `sourceId`. */
function preparedPreparer({ dataset, hyperParameters }: RunSettings): PrepareRecord {
  const referenceColumn = dataset.referenceColumn;
  return (record, id) => {
    const { id: ownId, text_inputs: _text, ...others } = record;
    if (referenceColumn !== null) Reflect.deleteProperty(others, referenceColumn);
    const parameters = checkedParameters(others);
    // With hyperparameters for the job the container ignores those of a record; they must not look obeyed.
    if (hyperParameters !== null && Object.keys(parameters).length > 0) {
      throw new ColumnError(
        `the record has hyperparameters (${Object.keys(parameters).join(', ')}) and so has the run; ` +
          'set hyperParameters to null to use those of the records',
      );
    }
    return {
      input: inputLine(id, textOf(record, 'text_inputs'), parameters),
      sourceId: ownId === undefined ? id : ownId,
      reference:
        referenceColumn === null
          ? undefined
          : referenceOf(record[referenceColumn], referenceColumn),
      lead: undefined,
    };
  };
}

function inputLine(id: number, text: string, parameters: JsonRecord | undefined): string {
  return JSON.stringify({ id, text_inputs: text, ...parameters });
}

function sourceIdOf(record: JsonRecord, column: string | null, position: number): unknown {
  if (column === null) return position;
  const id = record[column];
  if (id === undefined) throw new ColumnError(`column '${column}' is missing`);
  return id;
}

function parametersOf(record: JsonRecord, column: string): JsonRecord {
  const value = record[column];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new ColumnError(`column '${column}' is no object of hyperparameters`);
  }
  return checkedParameters(value as JsonRecord);
}

function checkedParameters(parameters: JsonRecord): JsonRecord {
  const fault = findHyperParameterFault(parameters);
  if (fault) throw new ColumnError(fault.message);
  return parameters;
}
