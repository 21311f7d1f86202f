import { AwsError } from '../gateway/aws-error';
import { parseJsonPattern } from './json-pattern';

export type MessageFilter = (message: string) => boolean;

const TERM = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/y;

/**
 * CloudWatch Logs' patterns of unstructured terms: `a b` (all), `?a ?b` (any), `-a` (none of),
 * `"a phrase"`; case-sensitive; and those of JSON, `{ $.level = "ERROR" }`, see `parseJsonPattern`.
 * Space-delimited and regular-expression patterns are refused.
 * Source: CloudWatch Logs user guide, "Filter pattern syntax".
 */
export function parseFilterPattern(pattern: string): MessageFilter {
  if (/^\s*\{/.test(pattern)) return parseJsonPattern(pattern);
  if (/^\s*[[%]/.test(pattern)) {
    throw new AwsError(
      'InvalidParameterException',
      `The embedded CloudWatch Logs knows patterns of terms ("a phrase", ?any, -none) and of JSON ({ $.level = "ERROR" }), not ${pattern}`,
    );
  }
  const terms = parseTerms(pattern.trim());
  const withSign = (sign: string): string[] =>
    terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, any, none] = [withSign(''), withSign('?'), withSign('-')];
  return (message) =>
    all.every((text) => message.includes(text)) &&
    (any.length === 0 || any.some((text) => message.includes(text))) &&
    !none.some((text) => message.includes(text));
}

function parseTerms(pattern: string): { sign: string; text: string }[] {
  const terms: { sign: string; text: string }[] = [];
  for (let at = 0; at < pattern.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const match = TERM.exec(pattern);
    if (!match) {
      throw new AwsError('InvalidParameterException', `Invalid filter pattern: ${pattern}`);
    }
    const [, sign = '', phrase, word = ''] = match;
    terms.push({ sign, text: phrase?.replace(/\\(.)/g, '$1') ?? word });
  }
  return terms;
}
