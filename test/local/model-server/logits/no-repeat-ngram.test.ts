import fc from 'fast-check';
import { repeatingTokens } from '../../../../local/model-server/logits/no-repeat-ngram';

test.each<[string, number[], number, number[]]>([
  ['off', [0, 5, 5], 0, []],
  ['off below 0', [0, 5, 5], -1, []],
  ['size 1 bans every token so far', [0, 5, 7], 1, [0, 5, 7]],
  ['size 2 bans what followed the last token before', [0, 5, 7, 5, 8, 5], 2, [7, 8]],
  ['size 3 looks at the last two', [0, 5, 7, 9, 5, 7], 3, [9]],
  ['a tail that never came bans nothing', [0, 5, 7, 9], 3, []],
  ['a text shorter than the n-gram bans nothing', [0, 5], 4, []],
  ['the tail may overlap what it repeats', [5, 5, 5], 3, [5]],
])('%s', (_, tokens, size, banned) => {
  expect(repeatingTokens(tokens, size)).toEqual(banned);
});

test('a text that avoids the banned tokens never repeats an n-gram', () => {
  const choices = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 });
  fc.assert(
    fc.property(choices, fc.integer({ min: 1, max: 4 }), (wanted, size) => {
      const tokens: number[] = [];
      for (const token of wanted) {
        if (!repeatingTokens(tokens, size).includes(token)) tokens.push(token);
      }
      const ngrams = tokens.slice(size - 1).map((_, i) => tokens.slice(i, i + size).join());
      expect(new Set(ngrams).size).toBe(ngrams.length);
    }),
  );
});
