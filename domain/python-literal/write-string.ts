import { isPrintable } from './printable';

const PLAIN = /^[ -&(-[\]-~]*$/;

/**
 * Python's repr of a str: in single quotes, or in double ones if it has a single quote and no
 * double one; what `str.isprintable` refuses is written as `\xNN`, `\uNNNN` or `\UNNNNNNNN`.
 * Source: CPython, Objects/unicodeobject.c, unicode_repr.
 */
export function quotePython(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) {
    body += character === quote || character === '\\' ? `\\${character}` : escape(character);
  }
  return quote + body + quote;
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return character;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  if (isPrintable(code)) return character;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
