import { PythonLiteralError } from './error';

const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Reads the quoted string that begins at `start`.
 * Escapes as in Python's reference, 2.4.1: an unknown one stays as it is written, backslash included.
 */
export function parseString(text: string, start: number): { value: string; end: number } {
  const quote = text.charCodeAt(start);
  let value = '';
  let from = start + 1;
  for (let at = from; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === quote) return { value: value + text.slice(from, at), end: at + 1 };
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
    if (code !== BACKSLASH) {
      at += 1;
      continue;
    }
    const escape = readEscape(text, at);
    value += text.slice(from, at) + escape.value;
    at = from = escape.end;
  }
  throw new PythonLiteralError(
    start,
    `a string that ends with ${String.fromCharCode(quote)} on the same line`,
    JSON.stringify(text.slice(start, start + 20)),
  );
}

const SIMPLE = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

const HEX_DIGITS = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

const OCTAL = /[0-7]{1,3}/y;

function readEscape(text: string, at: number): { value: string; end: number } {
  const letter = text[at + 1] ?? '';
  const simple = SIMPLE.get(letter);
  if (simple !== undefined) return { value: simple, end: at + 2 };
  const digits = HEX_DIGITS.get(letter);
  if (digits !== undefined) return readHex(text, at, digits);
  if (letter === 'N') throw failure(text, at, 'an escape other than \\N{name}');
  OCTAL.lastIndex = at + 1;
  const octal = OCTAL.exec(text)?.[0];
  if (octal === undefined) return { value: `\\${letter}`, end: at + 1 + letter.length };
  return { value: String.fromCharCode(parseInt(octal, 8)), end: at + 1 + octal.length };
}

function readHex(text: string, at: number, digits: number): { value: string; end: number } {
  const end = at + 2 + digits;
  const hex = text.slice(at + 2, end);
  const code = hex.length === digits && /^[0-9a-fA-F]+$/.test(hex) ? parseInt(hex, 16) : Infinity;
  if (code > 0x10ffff) {
    throw failure(text, at, `${digits} hexadecimal digits of a code point up to 10ffff`);
  }
  return { value: String.fromCodePoint(code), end };
}

function failure(text: string, at: number, expected: string): PythonLiteralError {
  return new PythonLiteralError(at, expected, JSON.stringify(text.slice(at, at + 10)));
}
