import fc from 'fast-check';
import {
  parsePythonLiteral,
  PythonLiteralError,
  toPythonLiteral,
} from '../../../domain/python-literal';

function errorOf(text: string): PythonLiteralError {
  try {
    parsePythonLiteral(text);
  } catch (error) {
    if (error instanceof PythonLiteralError) return error;
    throw error;
  }
  throw new Error(`parsed: ${text}`);
}

test.each<[string, unknown]>([
  ["{'id': 0, 'generated_texts': ['a', \"b's\"]}", { id: 0, generated_texts: ['a', "b's"] }],
  ['  { } \n', {}],
  ['[]', []],
  ['[1, 2, ]', [1, 2]],
  ["{'a': (1, 'b'), 'c': (), 'd': (1,), 'e': (1)}", { a: [1, 'b'], c: [], d: [1], e: 1 }],
  ['[True, False, None]', [true, false, null]],
  ['[0, -7, +3, 1.5, .95, 2., 1e+22, 1E-7]', [0, -7, 3, 1.5, 0.95, 2, 1e22, 1e-7]],
  ['[inf, -inf, nan]', [Infinity, -Infinity, NaN]],
  ['-0.0', -0],
  ['9007199254740993', 9007199254740992],
  ["{'a': 1, 'a': 2}", { a: 2 }],
])('reads %s', (text, value) => {
  expect(parsePythonLiteral(text)).toEqual(value);
});

test.each([
  [String.raw`'\\ \' \" \a\b\f\n\r\t\v'`, '\\ \' " \x07\b\f\n\r\t\v'],
  [String.raw`'\x41\u0e17\U0001f600\101\0'`, 'A\u0e17\u{1f600}A\0'],
  [String.raw`'\q\8'`, String.raw`\q\8`],
  ["'a\\\nb'", 'ab'],
  ['"it\'s"', "it's"],
  ["'\u2028'", '\u2028'],
])('reads the string %s', (text, value) => {
  expect(parsePythonLiteral(text)).toBe(value);
});

test('a key __proto__ is a property like any other', () => {
  const value = parsePythonLiteral("{'__proto__': {'polluted': True}}");
  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test.each([
  ['', 0, 'a value'],
  ['true', 0, 'a value'],
  ["{'a' 1}", 5, "':' after a dict key"],
  ['{1: 2}', 1, 'a string as dict key'],
  ["{'a': 1 'b': 2}", 8, "',' or '}'"],
  ['[1 2]', 3, "',' or ']'"],
  ['(1 2)', 3, "',' or ')'"],
  ['[1, 2', 6, "',' or ']'"],
  ["'a' 'b'", 4, 'the end of the text'],
  ["'abc", 0, "ends with '"],
  ["'a\nb'", 0, 'on the same line'],
  ["b'a'", 0, 'a value'],
  ["{'a', 'b'}", 4, "':' after a dict key"],
  ['007', 0, 'a value'],
  ['1_000', 0, 'a value'],
  [String.raw`'\x4'`, 1, '2 hexadecimal digits'],
  [String.raw`'\U00110000'`, 1, '8 hexadecimal digits of a code point up to 10ffff'],
  [String.raw`'\N{BULLET}'`, 1, 'an escape other than'],
])('refuses %s at offset %d', (text, offset, expected) => {
  const error = errorOf(text);
  expect(error.offset).toBe(Math.min(offset, text.length));
  expect(error.message).toContain(`at offset ${error.offset} expected ${error.expected}`);
  expect(error.expected).toContain(expected);
});

test('200 open brackets are read, more are refused without exhausting the stack', () => {
  expect(parsePythonLiteral('['.repeat(200) + ']'.repeat(200))).toHaveLength(1);
  expect(errorOf('['.repeat(1_000_000))).toMatchObject({
    offset: 200,
    expected: 'at most 200 open brackets',
  });
});

test('what is written is read back, whatever the JSON value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 }), (value) => {
      expect(parsePythonLiteral(toPythonLiteral(value))).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test('no text makes it fail with anything but its own error', () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('{}[](),: \'"\\xuU0a1.e-TrueNon\n')),
  });
  fc.assert(
    fc.property(text, (candidate) => {
      try {
        parsePythonLiteral(candidate);
      } catch (error) {
        expect(error).toBeInstanceOf(PythonLiteralError);
      }
    }),
    { numRuns: 2000 },
  );
});
