import { AwsError } from '../gateway/aws-error';

/** Whether an event (the whole envelope) matches. */
export type EventMatcher = (event: unknown) => boolean;
type ValueTest = (value: unknown) => boolean;
type JsonObject = Readonly<Record<string, unknown>>;

const SUPPORTED = 'prefix, suffix, equals-ignore-case, anything-but, exists, numeric';

/**
 * Compiles an event pattern: every field must match, a field matches if any of its values does.
 * Operators that are not supported are refused here, by name, when a rule is made.
 * Source: EventBridge user guide, "Comparison operators for use in event patterns".
 * @throws AwsError InvalidEventPatternException
 */
export function compilePattern(pattern: unknown, path = ''): EventMatcher {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw invalid(`${path || 'The pattern'} must be an object with at least one field`);
  }
  const fields = Object.entries(pattern).map(([key, value]) => {
    const at = path ? `${path}.${key}` : key;
    if (key.startsWith('$')) throw invalid(`${at} is not supported by the embedded EventBridge`);
    return { key, matches: Array.isArray(value) ? compileValues(value, at) : nested(value, at) };
  });
  return (event) =>
    fields.every(({ key, matches }) => matches(isObject(event) ? event[key] : undefined));
}

/** Arrays of objects match if one of their elements does. */
function nested(pattern: unknown, path: string): ValueTest {
  const matches = compilePattern(pattern, path);
  return (value) => (Array.isArray(value) ? value.some(matches) : matches(value));
}

function compileValues(values: readonly unknown[], path: string): ValueTest {
  if (values.length === 0) throw invalid(`${path}: an empty list matches nothing`);
  const tests = values.map((value) => compileValue(value, path));
  return (actual) => {
    const candidates = Array.isArray(actual) && actual.length > 0 ? actual : [actual];
    return tests.some((test) => candidates.some(test));
  };
}

function compileValue(value: unknown, path: string): ValueTest {
  if (!isObject(value)) return (actual) => actual === value;
  const [operator = '', ...others] = Object.keys(value);
  if (others.length > 0) throw invalid(`${path}: one operator at a time, not ${others.join(', ')}`);
  return compileOperator(operator, value[operator], path);
}

function compileOperator(operator: string, operand: unknown, path: string): ValueTest {
  switch (operator) {
    case 'prefix':
      return onText(operand, path, (text, prefix) => text.startsWith(prefix));
    case 'suffix':
      return onText(operand, path, (text, suffix) => text.endsWith(suffix));
    case 'equals-ignore-case':
      return onText(operand, path, (text, other) => text.toLowerCase() === other.toLowerCase());
    case 'exists':
      if (typeof operand !== 'boolean') throw invalid(`${path}: exists takes true or false`);
      return (actual) => (actual !== undefined) === operand;
    case 'anything-but': {
      const excluded = compileValues(Array.isArray(operand) ? operand : [operand], path);
      return (actual) => actual !== undefined && !excluded(actual);
    }
    case 'numeric':
      return compileNumeric(operand, path);
    default:
      throw invalid(
        `${path}: the operator '${operator}' is not supported by the embedded EventBridge. Supported: ${SUPPORTED}`,
      );
  }
}

function onText(
  operand: unknown,
  path: string,
  test: (text: string, operand: string) => boolean,
): ValueTest {
  if (typeof operand !== 'string') throw invalid(`${path}: the operator takes a string`);
  return (actual) => typeof actual === 'string' && test(actual, operand);
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** `[">", 0, "<=", 5]`: one or two comparisons, all of which must hold. */
function compileNumeric(operand: unknown, path: string): ValueTest {
  const parts: readonly unknown[] = Array.isArray(operand) ? operand : [];
  const tests: ((actual: number) => boolean)[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const compare = comparisons[String(parts[at])];
    const bound = parts[at + 1];
    if (!compare || typeof bound !== 'number') {
      throw invalid(`${path}: numeric takes comparisons like [">", 0, "<=", 5]`);
    }
    tests.push((actual) => compare(actual, bound));
  }
  if (tests.length === 0) throw invalid(`${path}: numeric takes comparisons like [">", 0]`);
  return (actual) => typeof actual === 'number' && tests.every((test) => test(actual));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. ${reason}`);
}
