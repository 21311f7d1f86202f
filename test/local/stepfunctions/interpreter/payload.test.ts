import { Payload } from '../../../../local/stepfunctions/interpreter/payload';

it('keeps the text that it was parsed from', () => {
  expect(Payload.parse('{ "a" : 1 }').text).toBe('{ "a" : 1 }');
});

it.each([
  ['exactly 256 KiB', 'x'.repeat(262_142), false],
  ['one byte more', 'x'.repeat(262_143), true],
  ['two-byte characters over the limit', 'é'.repeat(131_072), true],
])('counts UTF-8 bytes with the quotes: %s', (_, value, exceeds) => {
  expect(Payload.of(value).exceedsLimit).toBe(exceeds);
});
