import { kindOf } from './kind-of';
import { ColumnError } from './prompt-template';

/** One reference, or several of which the best counts. */
export type Reference = string | readonly string[];

/**
 * A column's value as a reference; undefined when there is none (null, missing, an empty list).
 * An empty text is a reference: ROUGE gives 0 for it, as the reference implementation does.
 *
 * @throws ColumnError for any other value
 */
export function referenceOf(value: unknown, column: string): Reference | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) {
    return value.length === 0 ? undefined : value;
  }
  const wrong = Array.isArray(value)
    ? `a list with ${kindOf(value.find((item) => typeof item !== 'string'))}`
    : kindOf(value);
  throw new ColumnError(`column '${column}' is ${wrong}; a text or a list of texts was expected`);
}
