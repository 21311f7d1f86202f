import { type AwsError } from '../gateway/aws-error';
import { type Condition, type Comparison, compare, isComparison } from './json-condition';
import { type Token, invalidPattern, tokenize } from './json-pattern-tokens';
import { readSelector } from './json-selector';

/**
 * Patterns on events that are JSON: `{ $.level = "ERROR" && ($.retries > 2 || $.user.id IS NULL) }`.
 * Comparisons by =, != (texts with `*`, and numbers), <, <=, >, >=; IS TRUE, IS FALSE, IS NULL,
 * NOT EXISTS; `&&` binds closer than `||`. An event that is no JSON object matches none.
 * Source: CloudWatch Logs user guide, "Filter pattern syntax", JSON log events.
 * @throws AwsError InvalidParameterException; regular expressions are refused
 */
export function parseJsonPattern(pattern: string): (message: string) => boolean {
  const inner = /^\s*\{(.*)\}\s*$/s.exec(pattern)?.[1];
  if (inner === undefined)
    throw invalidPattern(pattern, 'it begins with { and does not end with }');
  const condition = new Parser(tokenize(inner, pattern), pattern).parse();
  return (message) => {
    const event = parseObject(message);
    return event !== undefined && condition(event);
  };
}

class Parser {
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly pattern: string,
  ) {}

  parse(): Condition {
    const condition = this.#either();
    const left = this.tokens[this.#at];
    if (left) throw this.#unexpected(left);
    return condition;
  }

  #either(): Condition {
    const options = [this.#all()];
    while (this.#take('||')) options.push(this.#all());
    return (event) => options.some((condition) => condition(event));
  }

  #all(): Condition {
    const conditions = [this.#one()];
    while (this.#take('&&')) conditions.push(this.#one());
    return (event) => conditions.every((condition) => condition(event));
  }

  #one(): Condition {
    if (this.#take('(')) {
      const condition = this.#either();
      if (!this.#take(')')) throw invalidPattern(this.pattern, 'a bracket is not closed');
      return condition;
    }
    const selector = this.#next();
    if (selector?.kind !== 'selector') throw this.#unexpected(selector);
    const read = readSelector(selector.text);
    const operator = this.#next();
    if (operator?.kind === 'word') return this.#test(operator, read);
    if (operator?.kind !== 'sign' || !isComparison(operator.text)) throw this.#unexpected(operator);
    return this.#comparison(operator.text, read);
  }

  #test(operator: Token, read: (event: unknown) => unknown): Condition {
    const words = `${operator.text} ${this.#next()?.text ?? ''}`.toUpperCase();
    if (words === 'IS NULL') return (event) => read(event) === null;
    if (words === 'IS TRUE') return (event) => read(event) === true;
    if (words === 'IS FALSE') return (event) => read(event) === false;
    if (words === 'NOT EXISTS') return (event) => read(event) === undefined;
    throw invalidPattern(
      this.pattern,
      `'${words}' is none of IS NULL, IS TRUE, IS FALSE, NOT EXISTS`,
    );
  }

  #comparison(comparison: Comparison, read: (event: unknown) => unknown): Condition {
    const operand = this.#next();
    if (operand?.kind !== 'text' && operand?.kind !== 'word') throw this.#unexpected(operand);
    const isQuoted = operand.kind === 'text';
    if (!isQuoted && operand.text.startsWith('%')) {
      throw invalidPattern(
        this.pattern,
        'the embedded CloudWatch Logs knows no regular expressions',
      );
    }
    const matches = compare(comparison, operand.text, isQuoted);
    if (!matches) throw invalidPattern(this.pattern, `${comparison} takes a number`);
    return (event) => matches(read(event));
  }

  #next(): Token | undefined {
    return this.tokens[this.#at++];
  }

  #take(sign: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.#at += 1;
    return true;
  }

  #unexpected(token: Token | undefined): AwsError {
    return invalidPattern(
      this.pattern,
      token ? `'${token.text}' is unexpected` : 'it ends too early',
    );
  }
}

function parseObject(message: string): object | undefined {
  if (!message.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
