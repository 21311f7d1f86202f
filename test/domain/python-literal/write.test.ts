import fc from 'fast-check';
import { toPythonLiteral } from '../../../domain/python-literal';

test.each<[unknown, string]>([
  [
    { batch_size: 4, do_sample: true, top_p: 0.95, seed: null },
    "{'batch_size': 4, 'do_sample': True, 'top_p': 0.95, 'seed': None}",
  ],
  [[], '[]'],
  [{}, '{}'],
  ['it\'s "x"', String.raw`'it\'s "x"'`],
  ["it's", '"it\'s"'],
  ['a\\b\n\t\r\x1b\x7f', String.raw`'a\\b\n\t\r\x1b\x7f'`],
  [
    '\u0e44\u00a0\u2028\ud800 \u{e0001}\u{1f600}',
    "'\u0e44\\xa0\\u2028\\ud800 \\U000e0001\u{1f600}'",
  ],
  [-0, '-0.0'],
  [0, '0'],
  [1e22, '10000000000000000000000'],
  [10n ** 20n, '100000000000000000000'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1.25e-7, '1.25e-07'],
  [-5e-324, '-5e-324'],
  [123456789.12345679, '123456789.12345679'],
  [[Infinity, -Infinity, NaN], '[inf, -inf, nan]'],
])('writes %p as Python does', (value, literal) => {
  expect(toPythonLiteral(value)).toBe(literal);
});

test.each([[undefined], [{ a: undefined }], [() => 1], [Symbol('s')]])('refuses %p', (value) => {
  expect(() => toPythonLiteral(value)).toThrow('cannot hold a value of type');
});

test('refuses an endless value', () => {
  const endless: unknown[] = [];
  endless.push(endless);
  expect(() => toPythonLiteral(endless)).toThrow('at most 200 levels');
});

test('a literal is always one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(toPythonLiteral(text)).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
    }),
  );
});
