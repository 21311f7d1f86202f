const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/**
 * `[">", 0, "<=", 5]`: one or two comparisons, all of which must hold. Undefined for anything else.
 * Source: EventBridge user guide, "Numeric matching".
 */
export function compileNumeric(operand: unknown): ((actual: number) => boolean) | undefined {
  const parts: readonly unknown[] = Array.isArray(operand) ? operand : [];
  if (parts.length === 0 || parts.length > 4) return undefined;
  const tests: ((actual: number) => boolean)[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const compare = comparisons[String(parts[at])];
    const bound = parts[at + 1];
    if (!compare || typeof bound !== 'number') return undefined;
    tests.push((actual) => compare(actual, bound));
  }
  return (actual) => tests.every((test) => test(actual));
}
