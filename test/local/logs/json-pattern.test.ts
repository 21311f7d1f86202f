import fc from 'fast-check';
import { parseFilterPattern } from '../../../local/logs/filter-pattern';

const event = JSON.stringify({
  level: 'ERROR',
  event: 'run.ended',
  retries: 3,
  ratio: 0.5,
  ok: true,
  failed: false,
  nothing: null,
  ip: '123.123.1.2',
  text: 'a "quoted" b',
  user: { id: 7, names: ['ann', 'bob'], 'first.last': 'x' },
});

test.each([
  ['{ $.level = "ERROR" }', true],
  ['{$.level="ERROR"}', true],
  ['{ $.level = ERROR }', true],
  ['{ $.level = "error" }', false],
  ['{ $.level != "INFO" }', true],
  ['{ $.level != "ERROR" }', false],
  ['{ $.missing != "x" }', false],
  ['{ $.event = "run.*" }', true],
  ['{ $.event = "*.ended" }', true],
  ['{ $.event = "runXended" }', false],
  ['{ $.ip = 123.123.* }', true],
  ['{ $.ip != 123.123.* }', false],
  ['{ $.retries = "*" }', true],
  ['{ $.missing = "*" }', false],
  ['{ $.retries = 3 }', true],
  ['{ $.retries > 3 }', false],
  ['{ $.retries >= 3 }', true],
  ['{ $.retries < 3.5 }', true],
  ['{ $.ratio <= 5e-1 }', true],
  ['{ $.level > 1 }', false],
  ['{ $.user.id = 7 }', true],
  ['{ $.user.names[1] = "bob" }', true],
  ['{ $.user.names[2] NOT EXISTS }', true],
  [`{ $.user['first.last'] = "x" }`, true],
  ['{ $.level.deeper = "x" }', false],
  ['{ $.nothing IS NULL }', true],
  ['{ $.missing IS NULL }', false],
  ['{ $.missing NOT EXISTS }', true],
  ['{ $.nothing NOT EXISTS }', false],
  ['{ $.ok IS TRUE }', true],
  ['{ $.failed IS FALSE }', true],
  ['{ $.level IS TRUE }', false],
  [String.raw`{ $.text = "a \"quoted\" b" }`, true],
  ['{ $.level = "ERROR" && $.retries = 3 }', true],
  ['{ $.level = "ERROR" && $.retries = 4 }', false],
  ['{ $.level = "INFO" || $.retries = 3 }', true],
  ['{ $.level = "ERROR" || $.level = "INFO" && $.retries = 4 }', true],
  ['{ ($.level = "ERROR" || $.level = "INFO") && $.retries = 4 }', false],
])('%s: %p', (pattern, expected) => {
  expect(parseFilterPattern(pattern)(event)).toBe(expected);
});

test.each(['plain text', '{"level":', '["ERROR"]', ''])('%p is no JSON object', (message) => {
  expect(parseFilterPattern('{ $.level NOT EXISTS }')(message)).toBe(false);
});

test.each([
  ['{ $.level = "ERROR"', 'does not end'],
  ['{ }', 'too early'],
  ['{ level = "ERROR" }', "'level'"],
  ['{ $.level }', 'too early'],
  ['{ $.level = }', 'too early'],
  ['{ $.level > "a" }', 'takes a number'],
  ['{ $.level IS NOTHING }', 'IS NULL'],
  ['{ ($.level = "ERROR" }', 'not closed'],
  ['{ $.level = "ERROR" $.a = 1 }', "'$.a'"],
  ['{ $.level = %ERR% }', 'regular expressions'],
  ['{ $.level = "ERROR }', 'unexpected'],
])('%s is refused', (pattern, reason) => {
  expect(() => parseFilterPattern(pattern)).toThrow(reason);
});

test('a text without * matches exactly itself, whatever is in it', () => {
  const text = fc.string().filter((value) => !value.includes('*'));
  fc.assert(
    fc.property(text, text, (wanted, actual) => {
      const quoted = wanted.replace(/["\\]/g, '\\$&');
      const matches = parseFilterPattern(`{ $.a = "${quoted}" }`);
      expect(matches(JSON.stringify({ a: wanted }))).toBe(true);
      expect(matches(JSON.stringify({ a: actual }))).toBe(actual === wanted);
    }),
  );
});
