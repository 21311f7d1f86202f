import { AwsError } from '../gateway/aws-error';

/**
 * A selector; a quoted text; a sign; anything else up to a space, a bracket or an operator.
 * `(?:...)` of the selector are its steps: `.name`, `[0]`, `['name']`.
 */
const TOKEN =
  /\s*(?:(\$(?:\.[\w@-]+|\.?\[(?:\d+|'[^']*'|"[^"]*")\])+)|"((?:[^"\\]|\\.)*)"|(&&|\|\||[()]|!=|<=|>=|[=<>])|([^\s()=<>!&|"]+))/y;

export type Token =
  | { readonly kind: 'selector'; readonly text: string }
  /** Quoted. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string };

/** @throws AwsError InvalidParameterException */
export function tokenize(text: string, pattern: string): Token[] {
  const tokens: Token[] = [];
  const source = text.trimEnd();
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const [whole, selector, quoted, sign, word] = TOKEN.exec(source) ?? [];
    if (whole === undefined) throw invalidPattern(pattern, `'${source.slice(at)}' is unexpected`);
    if (selector !== undefined) tokens.push({ kind: 'selector', text: selector });
    else if (quoted !== undefined)
      tokens.push({ kind: 'text', text: quoted.replace(/\\(.)/g, '$1') });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

export function invalidPattern(pattern: string, reason: string): AwsError {
  const message = `Invalid filter pattern ${pattern}: ${reason}`;
  return new AwsError('InvalidParameterException', message);
}
