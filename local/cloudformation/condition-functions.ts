import { type Scope } from './scope';
import { fail, isObject, onlyEntry, textOf } from './intrinsic-input';

type Evaluate = (value: unknown) => unknown;

/** Value of a condition function; undefined if `name` is none. */
export function evaluateCondition(
  name: string,
  argument: unknown,
  scope: Scope,
  evaluate: Evaluate,
): boolean | undefined {
  const operands = (): boolean[] => {
    if (!Array.isArray(argument)) return fail(`${name} takes a list`);
    return argument.map((item: unknown) => conditionValue(item, scope, evaluate));
  };
  switch (name) {
    case 'Fn::Equals': {
      if (!Array.isArray(argument) || argument.length !== 2)
        return fail(`${name} takes two values`);
      const [left, right] = argument.map((value: unknown) => textOf(evaluate(value), name));
      return left === right;
    }
    case 'Fn::And':
      return operands().every(Boolean);
    case 'Fn::Or':
      return operands().some(Boolean);
    case 'Fn::Not':
      return !operands()[0];
    default:
      return undefined;
  }
}

/** A condition's expression: a condition function, or `{"Condition": "name"}`. */
export function conditionValue(expression: unknown, scope: Scope, evaluate: Evaluate): boolean {
  const [name, argument] = (isObject(expression) ? onlyEntry(expression) : undefined) ?? [];
  if (name === 'Condition') {
    const known = scope.condition(textOf(argument, 'Condition'));
    return known ?? fail(`There is no condition '${String(argument)}'`);
  }
  const value = name === undefined ? undefined : evaluateCondition(name, argument, scope, evaluate);
  return value ?? fail(`Not a condition: ${JSON.stringify(expression)}`);
}
