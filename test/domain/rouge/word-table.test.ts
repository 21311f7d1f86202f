import fc from 'fast-check';
import { DefaultTokenizer } from '../../../domain/rouge/default-tokenizer';
import { stem } from '../../../domain/rouge/porter-stemmer';
import { TokenSequence } from '../../../domain/rouge/token-sequence';
import { plainTokens } from './plain-rouge';

function idsOf(tokenizer: DefaultTokenizer, text: string): number[] {
  const sequence = new TokenSequence();
  tokenizer.tokenize(text, sequence);
  return [...sequence.ids.subarray(0, sequence.length)];
}

/** Each token named by the position where it first came: equal for equal patterns of equality. */
const pattern = (tokens: readonly (number | string)[]): number[] =>
  tokens.map((token) => tokens.indexOf(token));

// Lengths around ten letters, where a key stops telling words apart, and ends that are alike.
const word = fc
  .tuple(
    fc.constantFrom('', 'a', 'p', 'ab', '9'.repeat(5)),
    fc.constantFrom('', 'xyzxyzxyz', 'xyzxyzxyzx', 'running', 'generalizations', 'connected'),
  )
  .map((parts) => parts.join(''));
const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));

test('ids are equal where tokens are', () => {
  fc.assert(
    fc.property(text, (words) => {
      expect(pattern(idsOf(new DefaultTokenizer(false), words))).toEqual(
        pattern(plainTokens(words)),
      );
    }),
  );
});

test('with the stemmer ids are equal where stems are, of tokens of more than three letters', () => {
  fc.assert(
    fc.property(text, (words) => {
      const stems = plainTokens(words).map((token) => (token.length > 3 ? stem(token) : token));
      expect(pattern(idsOf(new DefaultTokenizer(true), words))).toEqual(pattern(stems));
    }),
  );
});

test('keeps ids apart through growth, and starts anew after 131,072 types', () => {
  const tokenizer = new DefaultTokenizer(true);
  const words = Array.from({ length: 140_000 }, (_, k) => `${k}k`);
  expect(new Set(idsOf(tokenizer, words.join(' '))).size).toBe(140_000);
  expect(tokenizer.types).toBe(140_000);
  tokenizer.trim();
  expect(tokenizer.types).toBe(0);
  expect(pattern(idsOf(tokenizer, 'cats sat cat'))).toEqual([0, 1, 0]);
});

test('only two characters beyond ASCII hold a letter, in lower case', () => {
  const tokenizer = new DefaultTokenizer(false);
  expect(idsOf(tokenizer, '\u212Aelvin \u0130stanbul')).toEqual(
    idsOf(tokenizer, 'kelvin i stanbul'),
  );
  const letters = new Set<number>();
  for (let unit = 128; unit < 65_536; unit++) {
    if (idsOf(tokenizer, String.fromCharCode(unit)).length > 0) letters.add(unit);
  }
  expect([...letters]).toEqual([0x130, 0x212a]);
});
