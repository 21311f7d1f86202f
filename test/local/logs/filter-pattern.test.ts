import fc from 'fast-check';
import { parseFilterPattern } from '../../../local/logs/filter-pattern';

test.each([
  ['', 'anything', true],
  ['ERROR', 'an ERROR here', true],
  ['ERROR', 'an error here', false],
  ['ERROR job', 'job: ERROR', true],
  ['ERROR job', 'ERROR', false],
  ['"two words"', 'these two words', true],
  ['"two words"', 'words two', false],
  ['?a1 ?b1', 'only b1', true],
  ['?a1 ?b1', 'neither', false],
  ['ERROR -Exiting', 'ERROR at start', true],
  ['ERROR -Exiting', 'ERROR Exiting', false],
  [String.raw`"say \"yes\""`, 'they say "yes"', true],
])('%p on %p: %p', (pattern, message, expected) => {
  expect(parseFilterPattern(pattern)(message)).toBe(expected);
});

test.each(['[ip, user]', '%ERR.*%'])('%p is refused by name', (pattern) => {
  expect(() => parseFilterPattern(pattern)).toThrow(pattern);
});

test('a quoted phrase matches exactly the messages that contain it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (phrase, message) => {
      const matches = parseFilterPattern(`"${phrase.replace(/["\\]/g, '\\$&')}"`);
      expect(matches(message)).toBe(message.includes(phrase));
      expect(matches(`${message}${phrase}`)).toBe(true);
    }),
  );
});
