import { type Json, isJsonArray, isJsonObject } from '../json';
import { type JsonataEvaluator, describeJsonataError } from '../interpreter/jsonata-evaluator';
import { expressionSource, isExpression } from './expression';
import { type Location, invalidDefinition } from './invalid-definition';
import { unavailableValue } from './state-values';
import { unsupportedReference } from './unsupported-reference';

/** Fields that are prose or hold flows of their own, or names that no expression may take. */
const NOT_EVALUATED = new Set(['Comment', 'ErrorEquals', 'Next', 'Default', 'Label', 'StartAt']);

/**
 * Compiles every expression of a definition, so that it fails when it is created and not in the
 * middle of a run. @throws AwsError InvalidDefinition
 */
export function checkExpressions(root: Json, evaluator: JsonataEvaluator): void {
  const check = (value: Json, location: Location): void => {
    if (typeof value === 'string') {
      if (isExpression(value)) checkExpression(value, root, location, evaluator);
    } else if (isJsonArray(value)) {
      value.forEach((item, index) => {
        check(item, [...location, index]);
      });
    } else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        if (NOT_EVALUATED.has(key) && location.at(-2) === 'States') continue;
        check(member, [...location, key]);
      }
    }
  };
  check(root, []);
}

function checkExpression(
  text: string,
  root: Json,
  location: Location,
  evaluator: JsonataEvaluator,
): void {
  const source = expressionSource(text);
  let problem: string | undefined;
  try {
    const ast = evaluator.compile(source).ast();
    problem = unsupportedReference(ast) ?? unavailableValue(ast, root, location);
  } catch (error) {
    const reason = describeJsonataError(error);
    throw invalidDefinition('INVALID_JSONATA_EXPRESSION', `${reason} in '${source}'`, location);
  }
  if (problem !== undefined) {
    throw invalidDefinition('UNSUPPORTED_JSONATA_EXPRESSION', problem, location);
  }
}
