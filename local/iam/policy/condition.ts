import { type ConditionContext } from '../access';
import { isKnownConditionKey } from './condition-keys';
import { type Operator, operators } from './condition-operators';
import { PolicyError } from './policy-error';
import { bool } from './value-tests';

/** Whether a request is one that the statement is for. */
export type Condition = (context: ConditionContext) => boolean;

/** The `Condition` element, all values as lists of texts. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface ConditionPlace {
  /** e.g. `Statement 2`. */
  readonly where: string;
  /** Whether the policy's version has variables. */
  readonly variables: boolean;
}

type Quantifier = 'one' | 'all' | 'any';

/** How a whole operator name reads: `ForAllValues:StringLikeIfExists`. */
const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/u;

/**
 * Every operator and every key must hold; of a key's values one is enough, or for a negated
 * operator none may match. @throws PolicyError for an operator, key or value that is not known
 */
export function parseConditions(block: ConditionBlock, place: ConditionPlace): Condition[] {
  return Object.entries(block).flatMap(([name, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      if (!isKnownConditionKey(key)) {
        throw new PolicyError(
          `${place.where}: the condition key ${key} is not known here; a request never has it`,
        );
      }
      return parseCondition(name, key.toLowerCase(), values, place);
    }),
  );
}

function parseCondition(
  name: string,
  key: string,
  values: readonly string[],
  place: ConditionPlace,
): Condition {
  const where = `${place.where}: Condition ${name}`;
  if (name === 'Null') return absence(key, values, where);
  const [, prefix, base = '', ifExists] = NAME.exec(name) ?? [];
  const operator = operators.get(base);
  if (!operator) {
    throw new PolicyError(`${place.where}: the condition operator ${name} is not known here`);
  }
  const variables = operator.variables && place.variables;
  const tests = values.map((value) => operator.test(value, { where, variables }));
  const holds = (given: string, context: ConditionContext): boolean =>
    tests.some((test) => test(given, context)) !== operator.negated;
  const quantifier = quantifierOf(prefix);
  const whenAbsent = ifExists !== undefined || holdsWhenAbsent(quantifier, operator);
  return (context) => {
    const given = valuesOf(context[key]);
    if (given.length === 0) return whenAbsent;
    const test = (value: string): boolean => holds(value, context);
    // Without a quantifier several values are no single value that none may match, or one must.
    const every = quantifier === 'all' || (quantifier === 'one' && operator.negated);
    return every ? given.every(test) : given.some(test);
  };
}

function quantifierOf(prefix: string | undefined): Quantifier {
  if (prefix === 'ForAllValues') return 'all';
  return prefix === 'ForAnyValue' ? 'any' : 'one';
}

/** Source: IAM User Guide, "Multivalued context keys" and "Condition operators". */
function holdsWhenAbsent(quantifier: Quantifier, { negated }: Operator): boolean {
  if (quantifier === 'all') return true;
  return quantifier === 'one' && negated;
}

/** `"Null": {"key": "true"}`: the request does not have the key. */
function absence(key: string, values: readonly string[], where: string): Condition {
  const tests = values.map((value) => bool(value, { where, variables: false }));
  return (context) => {
    const isAbsent = String(valuesOf(context[key]).length === 0);
    return tests.some((test) => test(isAbsent, context));
  };
}

function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
