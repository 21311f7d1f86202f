import fc from 'fast-check';
import { compileWildcard } from '../../../local/events/wildcard';

test.each([
  ['runs/*/results.json', 'runs/2026-01/results.json', true],
  ['runs/*/results.json', 'runs/a/b/results.json', true],
  ['runs/*/results.json', 'runs//results.json', true],
  ['runs/*/results.json', 'runs/results.json', false],
  ['runs/*/results.json', 'runs/a/results.json.old', false],
  ['runs/*/results.json', 'xruns/a/results.json', false],
  ['*', '', true],
  ['a.c', 'abc', false],
  [String.raw`\*`, '*', true],
  [String.raw`\*`, 'a', false],
  [String.raw`a\\*`, String.raw`a\b`, true],
  ['*b', 'a\nb', true],
])('%p on %p: %p', (pattern, text, expected) => {
  expect(compileWildcard(pattern)?.(text)).toBe(expected);
});

test.each(['a**', String.raw`\n`, 'a\\'])('%p is no pattern', (pattern) => {
  expect(compileWildcard(pattern)).toBeUndefined();
});

test('escaped text matches itself alone, and with a * between its halves whatever stands there', () => {
  const escape = (text: string): string => text.replace(/[*\\]/g, '\\$&');
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, middle, after) => {
      expect(compileWildcard(escape(before))?.(before)).toBe(true);
      const between = compileWildcard(`${escape(before)}*${escape(after)}`);
      expect(between?.(before + middle + after)).toBe(true);
    }),
  );
});
