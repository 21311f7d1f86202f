import { type AwsError } from '../gateway/aws-error';
import { type ValueTest, compileValue, invalidPattern } from './pattern-values';

/** Whether an event (the whole envelope) matches. */
export type EventMatcher = (event: unknown) => boolean;
type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Compiles an event pattern: every field must match, a field matches if any of its values does;
 * `$or` takes the place of a field and holds patterns, one of which must match.
 * Operators that are not supported are refused here, by name, when a rule is made.
 * Source: EventBridge user guide, "Comparison operators for use in event patterns".
 * @throws AwsError InvalidEventPatternException
 */
export function compilePattern(pattern: unknown, path = ''): EventMatcher {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw invalidPattern(`${path || 'The pattern'} must be an object with at least one field`);
  }
  const fields = Object.entries(pattern).map(([key, value]) =>
    key === '$or'
      ? compileAlternatives(value, path)
      : compileField(key, value, path ? `${path}.${key}` : key),
  );
  return (event) => fields.every((matches) => matches(event));
}

function compileField(key: string, value: unknown, path: string): EventMatcher {
  const matches = Array.isArray(value) ? compileValues(value, path) : nested(value, path);
  return (event) => matches(isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined);
}

function compileAlternatives(value: unknown, path: string): EventMatcher {
  if (!Array.isArray(value) || value.length < 2) throw tooFewAlternatives(path);
  const alternatives = value.map((pattern: unknown) => compilePattern(pattern, path));
  return (event) => alternatives.some((matches) => matches(event));
}

/** Arrays of objects match if one of their elements does. */
function nested(pattern: unknown, path: string): ValueTest {
  const matches = compilePattern(pattern, path);
  return (value) => (Array.isArray(value) ? value.some(matches) : matches(value));
}

function compileValues(values: readonly unknown[], path: string): ValueTest {
  if (values.length === 0) throw invalidPattern(`${path}: an empty list matches nothing`);
  const tests = values.map((value) => compileValue(value, path));
  return (actual) => {
    const candidates = Array.isArray(actual) && actual.length > 0 ? actual : [actual];
    return tests.some((test) => candidates.some(test));
  };
}

function tooFewAlternatives(path: string): AwsError {
  return invalidPattern(`${path || 'The pattern'}: $or takes a list of two patterns or more`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
