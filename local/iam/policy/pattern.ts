import { type ConditionContext } from '../access';
import { isKnownConditionKey } from './condition-keys';
import { PolicyError } from './policy-error';

/** Any run of characters, none among them. */
export const ANY_RUN = Symbol('*');
/** Any one character. */
export const ANY_ONE = Symbol('?');
/** A character that stands for itself, or a wildcard. */
export type Step = string | typeof ANY_RUN | typeof ANY_ONE;

interface Variable {
  /** Condition key, in lower case. */
  readonly key: string;
  readonly fallback: string | undefined;
}

/** A text of a policy that is compared with one of a request. */
export interface Pattern {
  /** As the policy has it. */
  readonly text: string;
  readonly parts: readonly (Step | Variable)[];
}

export interface PatternSyntax {
  /** Whether `*` and `?` stand for more than themselves. */
  readonly wildcards: boolean;
  /** Whether `${key}` stands for the key's value, as in policies of Version 2012-10-17. */
  readonly variables: boolean;
}

const VARIABLE = /\$\{([^{}]*)\}/gu;
/** `aws:PrincipalTag/team, 'none'`: a key and the value that it has where a request has none. */
const KEY_AND_FALLBACK = /^\s*([^\s,']+)\s*(?:,\s*'([^']*)'\s*)?$/u;

/**
 * Source: IAM User Guide, "IAM policy elements: Variables and tags". `${*}`, `${?}` and `${$}` are
 * the characters themselves.
 * @throws PolicyError for a variable that no request here has
 */
export function parsePattern(text: string, syntax: PatternSyntax, where: string): Pattern {
  const parts: (Step | Variable)[] = [];
  const addPlain = (plain: string): void => {
    for (const character of plain) parts.push(stepOf(character, syntax));
  };
  if (!syntax.variables) {
    addPlain(text);
    return { text, parts };
  }
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    addPlain(text.slice(end, match.index));
    parts.push(variableOf(match[1] ?? '', text, where));
    end = match.index + match[0].length;
  }
  addPlain(text.slice(end));
  return { text, parts };
}

function stepOf(character: string, { wildcards }: PatternSyntax): Step {
  if (wildcards && character === '*') return ANY_RUN;
  if (wildcards && character === '?') return ANY_ONE;
  return character;
}

function variableOf(inner: string, text: string, where: string): Step | Variable {
  if (inner === '*' || inner === '?' || inner === '$') return inner;
  const [, key = '', fallback] = KEY_AND_FALLBACK.exec(inner) ?? [];
  if (!isKnownConditionKey(key)) {
    throw new PolicyError(
      `${where}: the policy variable \${${inner}} in "${text}" is not known here`,
    );
  }
  return { key: key.toLowerCase(), fallback };
}

/**
 * The pattern with the request's values in place of variables; a value's `*` is a plain character.
 * Undefined when the request has no single value for a variable: then nothing matches.
 */
export function resolvePattern(
  pattern: Pattern,
  context: ConditionContext,
): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const part of pattern.parts) {
    if (typeof part !== 'object') {
      steps.push(part);
      continue;
    }
    const value = context[part.key] ?? part.fallback;
    if (typeof value !== 'string') return undefined;
    steps.push(...Array.from(value));
  }
  return steps;
}

/** Whether the steps describe the whole text. Linear in the usual case, |steps| x |text| at worst. */
export function matchesSteps(steps: readonly Step[], text: string): boolean {
  const characters = Array.from(text);
  let step = 0;
  let at = 0;
  // Where the last `*` stands, and how much of the text it has taken so far.
  let star = -1;
  let taken = 0;
  while (at < characters.length) {
    const wanted = steps[step];
    if (wanted === ANY_RUN) {
      star = step++;
      taken = at;
    } else if (step < steps.length && (wanted === ANY_ONE || wanted === characters[at])) {
      step++;
      at++;
    } else if (star >= 0) {
      step = star + 1;
      at = ++taken;
    } else return false;
  }
  while (steps[step] === ANY_RUN) step++;
  return step === steps.length;
}
