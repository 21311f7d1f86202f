/** A string is an expression only as a whole: `{% $a %}-{% $b %}` parses as one, and fails as JSONata. */
export function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4;
}

/** The JSONata inside `{% ... %}`, trimmed, as AWS quotes it in messages. */
export function expressionSource(text: string): string {
  return text.slice(2, -2).trim();
}
