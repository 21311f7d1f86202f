import type * as z from 'zod';
import { nearestName } from './nearest-name';

type Issue = z.core.$ZodIssue;

/** Longer values are cut in messages: a person needs to recognise the value, not to read it. */
const SHOWN_CHARACTERS = 80;

/**
 * One sentence for the first thing that is wrong in `input`: the field, the value that was found
 * and what would be valid. Further faults are counted.
 *
 * @param fields valid field names by the path of their object ('' is the top level); they turn an
 *   unknown field into a suggestion
 */
export function describeInvalid(
  error: z.ZodError,
  input: unknown,
  fields: (path: readonly PropertyKey[]) => readonly string[] = () => [],
): string {
  const [first, ...others] = error.issues;
  if (!first) return 'the input is invalid';
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return describeIssue(first, input, fields) + more;
}

function describeIssue(
  issue: Issue,
  input: unknown,
  fields: (path: readonly PropertyKey[]) => readonly string[],
): string {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const valid = fields(issue.path);
    const near = nearestName(key, valid);
    const suggestion = near === undefined ? '' : ` Did you mean '${near}'?`;
    const list = valid.length === 0 ? '' : ` Valid fields: ${valid.join(', ')}.`;
    return `unknown field '${fieldName([...issue.path, key])}'.${suggestion}${list}`;
  }
  if (issue.code === 'invalid_union') {
    // Each alternative fails in its own way; the one that got furthest is the one that was meant.
    const deepest = issue.errors
      .flat()
      .sort((left, right) => right.path.length - left.path.length)[0];
    if (deepest) {
      const nested = { ...deepest, path: [...issue.path, ...deepest.path] };
      return describeIssue(nested, input, fields);
    }
  }
  const value = showValue(valueAt(input, issue.path));
  return `field '${fieldName(issue.path)}' is ${value}; ${validFor(issue)}`;
}

function validFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `valid: ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'invalid_type':
      if (issue.expected === 'int') return 'valid: a whole number';
      return `valid: ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'too_small':
      return `valid: ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `valid: ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unit(issue.origin)}`;
    case 'invalid_key':
      return issue.issues[0] ? validFor(issue.issues[0]) : issue.message;
    case 'custom':
      return issue.message;
    default:
      return `valid: ${issue.message}`;
  }
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

/** `dataset.references.uri`, `schedules[2].cron`. */
export function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(the whole input)';
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : (index > 0 ? '.' : '') + String(part),
    )
    .join('');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

/** A value as a message quotes it. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}...`;
}
