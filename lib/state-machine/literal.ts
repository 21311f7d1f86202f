/**
 * A value as a field of a state has it: Step Functions takes a text between `{%` and `%}` for JSONata,
 * and refuses one that has only one of them. A Jinja chat template in a model's environment has both.
 * Such a text becomes the expression that gives just it; everything else stays readable.
 */
export function literal(value: unknown): unknown {
  if (typeof value === 'string') return isLiteral(value) ? value : `{% ${JSON.stringify(value)} %}`;
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, literal(field)]));
}

function isLiteral(text: string): boolean {
  return !text.startsWith('{%') && !text.endsWith('%}');
}
