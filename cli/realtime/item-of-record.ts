import {
  ColumnError,
  type JsonRecord,
  type PromptTemplate,
  textOf,
} from '../../domain/records/prompt-template';
import { HYPER_PARAMETER_NAMES } from '../../domain/run/hyper-parameters';

/**
 * An entry of the payload's `records` from a line of a file: the text by the prompt, else its
 * `text`, else its `text_inputs` as prepared data sets have it. Other columns are left out.
 *
 * @throws ColumnError when there is no text, or when the record brings hyperparameters: in one call
 *   all texts have the same, and to ignore them would give other answers than those asked for
 */
export function itemOfRecord(
  record: JsonRecord,
  prompt?: PromptTemplate,
): { readonly id?: unknown; readonly text: string } {
  const text = prompt ? prompt.render(record) : plainText(record);
  return record.id === undefined ? { text } : { id: record.id, text };
}

function plainText(record: JsonRecord): string {
  const own = HYPER_PARAMETER_NAMES.find((name) => Object.hasOwn(record, name));
  if (own !== undefined) {
    throw new ColumnError(
      `the record has a ${own} of its own; valid: hyperparameters for all texts, by --parameters`,
    );
  }
  const column = ['text', 'text_inputs'].find((name) => Object.hasOwn(record, name));
  if (column !== undefined) return textOf(record, column);
  throw new ColumnError(
    "there is no column 'text' or 'text_inputs'; name others by --prompt, such as '{description}'",
  );
}
