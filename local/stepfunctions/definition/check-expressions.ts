import { type Json, isJsonArray, isJsonObject } from '../json';
import { type JsonataEvaluator, describeJsonataError } from '../interpreter/jsonata-evaluator';
import { expressionSource, isExpression } from './expression';
import { type Location, invalidDefinition } from './invalid-definition';
import { unsupportedReference } from './unsupported-reference';

/** Fields that are prose or hold flows of their own, or names that no expression may take. */
const NOT_EVALUATED = new Set(['Comment', 'ErrorEquals', 'Next', 'Default', 'Label', 'StartAt']);

/**
 * Compiles every expression below `value`, so that a definition fails when it is created and not in
 * the middle of a run. @throws AwsError InvalidDefinition
 */
export function checkExpressions(
  value: Json,
  location: Location,
  evaluator: JsonataEvaluator,
): void {
  if (typeof value === 'string') {
    if (isExpression(value)) checkExpression(expressionSource(value), location, evaluator);
  } else if (isJsonArray(value)) {
    value.forEach((item, index) => {
      checkExpressions(item, [...location, index], evaluator);
    });
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (NOT_EVALUATED.has(key) && location.at(-2) === 'States') continue;
      checkExpressions(member, [...location, key], evaluator);
    }
  }
}

function checkExpression(source: string, location: Location, evaluator: JsonataEvaluator): void {
  let problem: string | undefined;
  try {
    problem = unsupportedReference(evaluator.compile(source).ast());
  } catch (error) {
    const reason = describeJsonataError(error);
    throw invalidDefinition('INVALID_JSONATA_EXPRESSION', `${reason} in '${source}'`, location);
  }
  if (problem !== undefined) {
    throw invalidDefinition('UNSUPPORTED_JSONATA_EXPRESSION', problem, location);
  }
}
