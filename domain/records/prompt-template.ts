import { kindOf } from './kind-of';

/** A prompt that cannot be read: where, and what would be valid. */
export class PromptTemplateError extends Error {
  override readonly name = 'PromptTemplateError';
}

/** A column that a record lacks, or holds in a form that is no text. */
export class ColumnError extends Error {
  override readonly name = 'ColumnError';
}

/** Ends at the first character that is no white space; `trim` would copy the text. */
export const NOT_BLANK = /\S/;

export type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * A prompt with `{column}` placeholders; `{{` and `}}` are braces. Braces inside the data are data:
 * a value is inserted as it is and never read as a template.
 */
export class PromptTemplate {
  /** Names of the columns used, each once, in order of appearance. */
  readonly columns: readonly string[];
  /** Text before each placeholder, and after the last. */
  readonly #texts: readonly string[];
  readonly #placeholders: readonly string[];

  /** @throws PromptTemplateError for a brace without its partner or an empty name */
  constructor(template: string) {
    const texts: string[] = [];
    const placeholders: string[] = [];
    let text = '';
    let from = 0;
    for (const match of template.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g)) {
      text += template.slice(from, match.index);
      from = match.index + match[0].length;
      if (match[0] === '{{' || match[0] === '}}') {
        text += match[0][0] ?? '';
        continue;
      }
      const column = match[1]?.trim();
      if (column === undefined || column === '') throw unreadable(match[0], match.index);
      texts.push(text);
      placeholders.push(column);
      text = '';
    }
    texts.push(text + template.slice(from));
    this.#texts = texts;
    this.#placeholders = placeholders;
    this.columns = [...new Set(placeholders)];
  }

  /** @throws ColumnError naming the column that is missing, blank or no text */
  render(record: JsonRecord): string {
    let prompt = this.#texts[0] ?? '';
    for (let i = 0; i < this.#placeholders.length; i++) {
      prompt += textOf(record, this.#placeholders[i] ?? '') + (this.#texts[i + 1] ?? '');
    }
    return prompt;
  }
}

/** A column's value as text: strings that are not blank, numbers and booleans. */
export function textOf(record: JsonRecord, column: string): string {
  const value = record[column];
  if (typeof value === 'string') {
    if (!NOT_BLANK.test(value)) throw new ColumnError(`column '${column}' is blank`);
    return value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === undefined) throw new ColumnError(`column '${column}' is missing`);
  throw new ColumnError(`column '${column}' is ${kindOf(value)}; a text was expected`);
}

function unreadable(found: string, index: number): PromptTemplateError {
  const what = found.length > 1 ? `an empty placeholder '${found}'` : `a single '${found}'`;
  return new PromptTemplateError(
    `the prompt has ${what} at character ${index + 1}; valid: {column} for a column, {{ and }} for braces`,
  );
}
