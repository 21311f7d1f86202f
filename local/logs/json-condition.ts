/** Whether an event, parsed, is one that the pattern wants. */
export type Condition = (event: unknown) => boolean;

const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];

export function isComparison(text: string): text is Comparison {
  return COMPARISONS.some((comparison) => comparison === text);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A test of a field's value, which never holds for a field that is not there. A number that is not
 * quoted is compared with numbers, any other operand with the text of the value; `*` in it stands
 * for any characters. Undefined when texts are to be ordered, which AWS does not do.
 */
export function compare(
  comparison: Comparison,
  operand: string,
  isQuoted: boolean,
): ((value: unknown) => boolean) | undefined {
  if (!isQuoted && NUMBER.test(operand)) return compareNumber(comparison, Number(operand));
  if (comparison !== '=' && comparison !== '!=') return undefined;
  const whole = new RegExp(`^${operand.split('*').map(escapeRegExp).join('.*')}$`, 's');
  return (value) => {
    const text = textOf(value);
    return text !== undefined && whole.test(text) === (comparison === '=');
  };
}

function compareNumber(comparison: Comparison, bound: number): (value: unknown) => boolean {
  const tests: Readonly<Record<Comparison, (value: number) => boolean>> = {
    '=': (value) => value === bound,
    '!=': (value) => value !== bound,
    '<': (value) => value < bound,
    '<=': (value) => value <= bound,
    '>': (value) => value > bound,
    '>=': (value) => value >= bound,
  };
  return (value) => typeof value === 'number' && tests[comparison](value);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
