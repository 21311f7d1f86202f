import { kindOf } from '../../../domain/records/kind-of';

test.each([
  [null, 'null'],
  [[], 'a list'],
  [{}, 'an object'],
  ['words', 'a text'],
  [5, 'a number'],
  [false, 'a boolean'],
])('%j is %s', (value, kind) => {
  expect(kindOf(value)).toBe(kind);
});
