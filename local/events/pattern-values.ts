import { AwsError } from '../gateway/aws-error';
import { compileNumeric } from './numeric-range';
import { compileWildcard } from './wildcard';

/** Whether a field's value (undefined: no such field) is one that the pattern wants. */
export type ValueTest = (value: unknown) => boolean;
type TextTest = (text: string) => boolean;

const TEXT_OPERATORS = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'] as const;
type TextOperator = (typeof TEXT_OPERATORS)[number];

const SUPPORTED = [...TEXT_OPERATORS, 'anything-but', 'exists', 'numeric'].join(', ');

/** One entry of a field's list: a value, or an operator. @throws AwsError InvalidEventPatternException */
export function compileValue(value: unknown, path: string): ValueTest {
  const operation = operationOf(value, path);
  if (!operation) return (actual) => actual === value;
  const { operator, operand } = operation;
  if (isTextOperator(operator)) return onText(compileText(operator, operand, path));
  switch (operator) {
    case 'exists':
      if (typeof operand !== 'boolean') throw invalidPattern(`${path}: exists takes true or false`);
      return (actual) => (actual !== undefined) === operand;
    case 'anything-but': {
      const isExcluded = compileExclusion(operand, path);
      return (actual) => actual !== undefined && !isExcluded(actual);
    }
    case 'numeric': {
      const isInRange = compileNumeric(operand);
      if (!isInRange) throw invalidPattern(`${path}: numeric takes ranges like [">", 0, "<=", 5]`);
      return (actual) => typeof actual === 'number' && isInRange(actual);
    }
    default:
      throw unsupported(operator, path);
  }
}

/** Values, or an operator on text with one operand or a list of them. */
function compileExclusion(operand: unknown, path: string): ValueTest {
  const operation = operationOf(operand, path);
  if (!operation) {
    const values = listOf(operand);
    return (actual) => values.includes(actual);
  }
  const { operator } = operation;
  if (!isTextOperator(operator)) throw unsupported(operator, path);
  const tests = listOf(operation.operand).map((each) => compileText(operator, each, path));
  return onText((text) => tests.some((test) => test(text)));
}

function compileText(operator: TextOperator, operand: unknown, path: string): TextTest {
  const ignoresCase = operator === 'prefix' || operator === 'suffix';
  const inner = ignoresCase ? operationOf(operand, path) : undefined;
  if (inner?.operator === 'equals-ignore-case') {
    const test = compileText(operator, lower(inner.operand), path);
    return (text) => test(text.toLowerCase());
  }
  if (typeof operand !== 'string') throw invalidPattern(`${path}: ${operator} takes a string`);
  switch (operator) {
    case 'prefix':
      return (text) => text.startsWith(operand);
    case 'suffix':
      return (text) => text.endsWith(operand);
    case 'equals-ignore-case':
      return (text) => text.toLowerCase() === operand.toLowerCase();
    case 'wildcard': {
      const test = compileWildcard(operand);
      if (!test) throw invalidPattern(`${path}: '${operand}' has two * in a row, or a lone \\`);
      return test;
    }
  }
}

function onText(test: TextTest): ValueTest {
  return (actual) => typeof actual === 'string' && test(actual);
}

function operationOf(value: unknown, path: string) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries: [string, unknown][] = Object.entries(value);
  const [entry, ...others] = entries;
  if (!entry || others.length > 0) {
    throw invalidPattern(`${path}: one operator at a time, not {${Object.keys(value).join(', ')}}`);
  }
  const [operator, operand] = entry;
  return { operator, operand };
}

function isTextOperator(operator: string): operator is TextOperator {
  return TEXT_OPERATORS.some((known) => known === operator);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const lower = (value: unknown): unknown =>
  typeof value === 'string' ? value.toLowerCase() : value;

function unsupported(operator: string, path: string): AwsError {
  return invalidPattern(
    `${path}: the operator '${operator}' is not supported by the embedded EventBridge. Supported: ${SUPPORTED}`,
  );
}

export function invalidPattern(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. ${reason}`);
}
