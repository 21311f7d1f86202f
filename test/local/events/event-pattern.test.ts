import fc from 'fast-check';
import { compilePattern } from '../../../local/events/event-pattern';

const event = {
  source: 'aws.states',
  resources: ['arn:one', 'arn:two'],
  detail: { status: 'FAILED', count: 3, empty: null, items: [{ name: 'a' }, { name: 'b' }] },
};

// One pattern a line: [pattern, whether it matches the event above].
const table: [object, boolean][] = [
  [{ source: ['aws.states'] }, true],
  [{ source: ['aws.s3', 'aws.states'] }, true],
  [{ source: ['aws.s3'] }, false],
  [{ source: ['aws.states'], detail: { status: ['SUCCEEDED'] } }, false],
  [{ resources: ['arn:two'] }, true],
  [{ resources: ['arn:three'] }, false],
  [{ detail: { count: [3] } }, true],
  [{ detail: { count: ['3'] } }, false],
  [{ detail: { empty: [null] } }, true],
  [{ detail: { absent: [null] } }, false],
  [{ detail: { status: [{ prefix: 'FAIL' }] } }, true],
  [{ detail: { status: [{ prefix: 'fail' }] } }, false],
  [{ detail: { status: [{ suffix: 'ED' }] } }, true],
  [{ detail: { status: [{ 'equals-ignore-case': 'failed' }] } }, true],
  [{ detail: { status: [{ 'anything-but': 'FAILED' }] } }, false],
  [{ detail: { status: [{ 'anything-but': ['A', 'B'] }] } }, true],
  [{ detail: { status: [{ 'anything-but': { prefix: 'FA' } }] } }, false],
  [{ detail: { absent: [{ 'anything-but': 'x' }] } }, false],
  [{ detail: { status: [{ exists: true }] } }, true],
  [{ detail: { absent: [{ exists: false }] } }, true],
  [{ detail: { status: [{ exists: false }] } }, false],
  [{ detail: { count: [{ numeric: ['>', 0, '<=', 3] }] } }, true],
  [{ detail: { count: [{ numeric: ['<', 3] }] } }, false],
  [{ detail: { count: [{ numeric: ['=', 3] }] } }, true],
  [{ detail: { status: [{ prefix: { 'equals-ignore-case': 'fail' } }] } }, true],
  [{ detail: { status: [{ suffix: { 'equals-ignore-case': 'aile' } }] } }, false],
  [{ detail: { status: [{ wildcard: 'F*D' }] } }, true],
  [{ detail: { status: [{ wildcard: 'F*E' }] } }, false],
  [{ detail: { status: [{ 'anything-but': { wildcard: '*IL*' } }] } }, false],
  [{ detail: { status: [{ 'anything-but': { suffix: ['X', 'ED'] } }] } }, false],
  [{ detail: { status: [{ 'anything-but': { suffix: ['X', 'Y'] } }] } }, true],
  [{ detail: { status: [{ 'anything-but': { 'equals-ignore-case': 'failed' } }] } }, false],
  [{ $or: [{ source: ['x'] }, { detail: { count: [3] } }] }, true],
  [{ detail: { status: ['FAILED'], $or: [{ count: [1] }, { count: [2] }] } }, false],
  [{ detail: { toString: [{ exists: false }] } }, true],
  [{ detail: { items: { name: ['b'] } } }, true],
  [{ detail: { items: { name: ['c'] } } }, false],
  [{ detail: { status: { deeper: ['x'] } } }, false],
];
test.each(table)('%j: %p', (pattern, expected) => {
  expect(compilePattern(pattern)(event)).toBe(expected);
});

test.each([
  [{}, 'at least one field'],
  [{ source: 'aws.states' }, 'source'],
  [{ source: [] }, 'empty list'],
  [{ source: [{ wildcard: 'a**' }] }, 'a**'],
  [{ source: [{ wildcard: 3 }] }, 'wildcard takes a string'],
  [{ source: [{ 'anything-but': { cidr: 'x' } }] }, "'cidr'"],
  [{ detail: { ip: [{ cidr: '10.0.0.0/8' }] } }, "detail.ip: the operator 'cidr'"],
  [{ $or: [{ source: ['a'] }] }, '$or'],
  [{ detail: { n: [{ numeric: ['>'] }] } }, 'numeric'],
  [{ detail: { n: [{ exists: 'yes' }] } }, 'exists'],
  [{ source: [{ prefix: 'a', suffix: 'b' }] }, 'one operator'],
])('%j is refused', (pattern, reason) => {
  expect(() => compilePattern(pattern)).toThrow(reason);
});

test('a pattern made of an event matches it, and no event without its fields', () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  const flat = fc.dictionary(fc.stringMatching(/^[a-z]+$/), leaf, { minKeys: 1 });
  fc.assert(
    fc.property(flat, (detail) => {
      const fields = Object.entries(detail).map(([key, value]) => [key, [value]] as const);
      const matches = compilePattern({ detail: Object.fromEntries(fields) });
      expect(matches({ detail, more: true })).toBe(true);
      expect(matches({ detail: {} })).toBe(false);
    }),
  );
});
