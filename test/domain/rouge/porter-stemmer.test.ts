import { stem } from '../../../domain/rouge/porter-stemmer';
import { goldenRows } from './golden';

test("stems 36,479 words as NLTK's PorterStemmer does", () => {
  const rows = goldenRows<[word: string, stem: string]>('porter_stemmer.jsonl');
  expect(rows).toHaveLength(36_479);
  expect(rows.filter(([word, expected]) => stem(word) !== expected)).toEqual([]);
});

test.each([
  ['skies', 'sky'],
  ['dying', 'die'],
  ['dies', 'die'],
  ['died', 'die'],
  ['cried', 'cri'],
  ['happy', 'happi'],
  ['enjoy', 'enjoy'],
  ['geology', 'geolog'],
  ['hopefulli', 'hope'],
])('%s -> %s', (word, expected) => {
  expect(stem(word)).toBe(expected);
});

test('goes on where NLTK runs out of stack', () => {
  // The letters alternate between consonant and vowel: the last one is a vowel after a consonant.
  expect(stem('y'.repeat(5000)) === `${'y'.repeat(4999)}i`).toBe(true);
});
