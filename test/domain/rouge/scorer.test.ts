import fc from 'fast-check';
import { ROUGE_TYPES, RougeScorer, type RougeType, score } from '../../../domain/rouge';
import { plainHits, plainTokens } from './plain-rouge';

const scorer = new RougeScorer({ types: ROUGE_TYPES });
const LONGEST = 9;

/** Texts over an alphabet, so small that tokens repeat, with lines of up to `longest` tokens. */
function texts(alphabet: readonly string[], longest: number, lines: number) {
  const line = fc
    .array(fc.constantFrom(...alphabet), { maxLength: longest })
    .map((tokens) => tokens.join(' '));
  return fc.array(line, { maxLength: lines }).map((all) => all.join('\n'));
}

const small = ['a', 'b', 'c'];
const larger = Array.from({ length: 40 }, (_, k) => `token${k}`);

function expectSameHits(prediction: string, reference: string): void {
  const expected = plainHits(prediction, reference);
  const scores = scorer.score(prediction, reference);
  const [predicted, wanted] = [plainTokens(prediction).length, plainTokens(reference).length];
  const hits = (type: RougeType, n = 1): [number, number] => [
    Math.round(scores[type].precision * Math.max(predicted - n + 1, 0)),
    Math.round(scores[type].recall * Math.max(wanted - n + 1, 0)),
  ];
  const twice = (count: number): [number, number] => [count, count];
  for (let n = 1; n <= LONGEST; n++) {
    expect(hits(`rouge${n}` as RougeType, n)).toEqual(twice(expected.ngrams(n)));
  }
  expect(hits('rougeL')).toEqual(twice(expected.lcs));
  expect(hits('rougeLsum')).toEqual(twice(expected.union));
}

describe('hits equal those of the plain program', () => {
  test.each([
    ['few tokens, short lines', small, 8, 5],
    ['two tokens, many short lines', ['a', 'b'], 3, 14],
    ['few tokens, lines longer than a word of bits', small, 80, 3],
    ['many tokens, lines around a word of bits', larger, 45, 4],
    ['one long line or two', larger, 150, 2],
  ])('%s', (_, alphabet, longest, lines) => {
    const text = texts(alphabet, longest, lines);
    fc.assert(fc.property(text, text, expectSameHits), { numRuns: 300 });
  });

  // 33 kept tokens need a second word, 32 do not; with a guard between them 16 + 15 share one.
  test.each([
    [31, 1],
    [32, 1],
    [33, 1],
    [16, 15],
    [16, 16],
    [64, 65],
  ])('lines of %i and %i tokens', (first, second) => {
    const tokens = Array.from({ length: first + second }, (_, k) => `t${k % 7}`);
    const reference = `${tokens.slice(0, first).join(' ')}\n${tokens.slice(first).join(' ')}`;
    const prediction = tokens.map((token, k) => (k % 10 === 9 ? `${token}\n` : token)).reverse();
    expectSameHits(prediction.join(' '), reference);
  });

  test('many distinct tokens, whose pairs are hashed', () => {
    const tokens = Array.from({ length: 700 }, (_, k) => `t${(k * k) % 600}`);
    expectSameHits(tokens.join(' '), [...tokens].reverse().concat(tokens).join(' '));
  });
});

describe('properties', () => {
  const text = texts(
    [...small, 'İstanbul', 'naïve', 'running', '\u212Aelvin', 'x'.repeat(12)],
    12,
    4,
  );

  test('a text with tokens scores 1 against itself', () => {
    fc.assert(
      fc.property(text, (same) => {
        const { rouge1, rougeL, rougeLsum } = scorer.score(same, same);
        const one = scorer.hasTokens(same) ? 1 : 0;
        for (const { precision, recall, fmeasure } of [rouge1, rougeL, rougeLsum]) {
          expect([precision, recall, fmeasure]).toEqual([one, one, one]);
        }
      }),
    );
  });

  test('all numbers lie in 0 .. 1, and F between precision and recall', () => {
    fc.assert(
      fc.property(text, text, (prediction, reference) => {
        for (const { precision, recall, fmeasure } of Object.values(
          scorer.score(prediction, reference),
        )) {
          expect(Math.min(precision, recall)).toBeGreaterThanOrEqual(0);
          expect(Math.max(precision, recall)).toBeLessThanOrEqual(1);
          expect(fmeasure).toBeGreaterThanOrEqual(Math.min(precision, recall) - 1e-15);
          expect(fmeasure).toBeLessThanOrEqual(Math.max(precision, recall) + 1e-15);
        }
      }),
    );
  });

  test('swapping the texts swaps precision and recall of rougeN and rougeL', () => {
    fc.assert(
      fc.property(text, text, (prediction, reference) => {
        const forth = scorer.score(prediction, reference);
        const back = scorer.score(reference, prediction);
        for (const type of ROUGE_TYPES.filter((name) => name !== 'rougeLsum')) {
          expect(back[type].precision).toBe(forth[type].recall);
          expect(back[type].recall).toBe(forth[type].precision);
        }
      }),
    );
  });

  test('what the tokenizer drops does not count', () => {
    const dropped = fc
      .array(fc.constantFrom(' ', '.', '\u0000', '\uD800', 'é', '\t', '\r', '–', '\uFEFF', '中'), {
        minLength: 1,
        maxLength: 3,
      })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(
        texts(small, 9, 3),
        texts(small, 9, 3),
        dropped,
        (prediction, reference, noise) => {
          const noisy = noise + prediction.replaceAll(' ', noise) + noise;
          expect(scorer.score(noisy, reference)).toEqual(scorer.score(prediction, reference));
        },
      ),
    );
  });

  test('what was scored before does not count', () => {
    fc.assert(
      fc.property(text, text, (prediction, reference) => {
        expect(scorer.score(prediction, reference)).toEqual(
          score(prediction, reference, { types: ROUGE_TYPES }),
        );
      }),
      { numRuns: 30 },
    );
  });

  test('several references: each metric is that of the first reference with the highest F', () => {
    const references = fc.array(texts(small, 6, 2), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(texts(small, 6, 2), references, (prediction, several) => {
        const single = several.map((reference) => scorer.score(prediction, reference));
        const best = scorer.score(prediction, several);
        for (const type of ROUGE_TYPES) {
          const highest = Math.max(...single.map((scores) => scores[type].fmeasure));
          expect(best[type]).toEqual(
            single.find((scores) => scores[type].fmeasure === highest)?.[type],
          );
        }
      }),
    );
  });
});

describe('options', () => {
  test('computes the types that are asked for, once, in their order', () => {
    const scores = score('a b', 'a b', { types: ['rougeL', 'rouge3', 'rougeL'] });
    expect(Object.keys(scores)).toEqual(['rougeL', 'rouge3']);
  });

  test('the default tokenizer finds nothing in Thai; the unicode tokenizer does', () => {
    const thai = 'สวัสดีชาวโลก';
    expect(new RougeScorer().hasTokens(thai)).toBe(false);
    expect(score(thai, thai).rouge1.fmeasure).toBe(0);
    const unicode = new RougeScorer({ tokenizer: 'unicode' });
    expect(unicode.hasTokens(thai)).toBe(true);
    expect(unicode.score(thai, thai).rouge1.fmeasure).toBe(1);
  });

  test('the unicode tokenizer folds case, keeps accents, keeps lines', () => {
    const unicode = new RougeScorer({ tokenizer: 'unicode' });
    expect(unicode.score('CAFÉ naïve', 'café naive').rouge1.precision).toBe(0.5);
    expect(unicode.score('мир\nвойна и', 'война\nмир').rougeLsum.recall).toBe(1);
    expect(unicode.score('мир\nвойна и', 'война\nмир').rougeL.recall).toBe(0.5);
  });

  test('the unicode tokenizer stems English words only', () => {
    const unicode = new RougeScorer({ tokenizer: 'unicode', useStemmer: true });
    expect(unicode.score('running', 'runs').rouge1.fmeasure).toBe(1);
    expect(unicode.score('corriendó', 'corriend').rouge1.fmeasure).toBe(0);
  });

  test('the segmenter splits sentences for rougeLsum', () => {
    const [prediction, reference] = ['The dog ran. A cat sat.', 'A cat sat. The dog ran.'];
    expect(score(prediction, reference).rougeLsum.recall).toBe(0.5);
    expect(score(prediction, reference, { sentenceSplit: 'segmenter' }).rougeLsum.recall).toBe(1);
  });

  test.each<[unknown, ErrorConstructor, RegExp]>([
    [{ types: ['rouge0'] }, RangeError, /types holds "rouge0".*valid: rouge1, /],
    [{ types: ['rougeLSum'] }, RangeError, /types holds "rougeLSum".*rougeLsum/],
    [{ types: [] }, RangeError, /types names no metric/],
    [{ types: 'rouge1' }, TypeError, /types must be an array/],
    [{ tokenizer: 'bert' }, RangeError, /tokenizer is "bert"; valid: default, unicode/],
    [{ sentenceSplit: 'nltk' }, RangeError, /sentenceSplit is "nltk"; valid: newline, segmenter/],
    [{ useStemmer: 'yes' }, TypeError, /useStemmer must be true or false, not "yes"/],
  ])('refuses %j', (options, kind, message) => {
    const make = (): RougeScorer => new RougeScorer(options as never);
    expect(make).toThrow(kind);
    expect(make).toThrow(message);
  });
});

describe('texts', () => {
  test.each<[string, unknown, unknown, ErrorConstructor, RegExp]>([
    ['no prediction', undefined, 'a', TypeError, /prediction must be a string, not undefined/],
    ['a number', 7, 'a', TypeError, /prediction must be a string, not 7/],
    ['no reference', 'a', null, TypeError, /reference must be a string, not null/],
    ['a list with a number', 'a', ['a', 3], TypeError, /reference must be a string, not 3/],
    ['an empty list', 'a', [], RangeError, /reference is an empty array; at least one/],
  ])('%s is refused', (_, prediction, reference, kind, message) => {
    const scoring = (): unknown => scorer.score(prediction as never, reference as never);
    expect(scoring).toThrow(kind);
    expect(scoring).toThrow(message);
  });

  test('a refused pair leaves the scorer as it was', () => {
    expect(() => scorer.score('a b', ['a', 3] as never)).toThrow(TypeError);
    expect(scorer.score('a b', 'b a').rougeL.recall).toBe(0.5);
  });

  test('scoreInto writes precision, recall and F of each type from `at` on', () => {
    const two = new RougeScorer({ types: ['rouge1', 'rouge2'] });
    const out = new Float64Array(8).fill(-1);
    two.scoreInto('a b c', 'a b', out, 1);
    expect([...out]).toEqual([-1, 2 / 3, 1, 0.8, 0.5, 1, 2 / 3, -1]);
    expect([two.width, two.predictionTokens, two.referenceTokens]).toEqual([6, 3, 2]);
  });

  test('two texts of 20,000 tokens and one of 10 MB are scored', () => {
    const long = Array.from({ length: 20_000 }, (_, k) => `w${(k * k) % 977}`).join(' ');
    expect(score(long, long).rougeLsum.fmeasure).toBe(1);
    const huge = 'the cat sat on the mat. '.repeat(430_000);
    expect(score(huge, 'the cat sat').rougeL.recall).toBe(1);
    expect(score('x'.repeat(10_000_000), 'x').rouge1.fmeasure).toBe(0);
  });
});
