import fc from 'fast-check';
import { RougeAccumulator, scoreMany } from '../../../domain/rouge';

const text = fc
  .array(fc.constantFrom('the', 'cat', 'sat', 'on', 'a', 'mat', '\n'), { maxLength: 12 })
  .map((words) => words.join(' '));
const pairs = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 30 });

function accumulate(rows: readonly (readonly [string, string])[]): RougeAccumulator {
  const accumulator = new RougeAccumulator();
  for (const [prediction, reference] of rows) accumulator.add(prediction, reference);
  return accumulator;
}

test('parts merge to exactly the whole, for any split and order, also through JSON', () => {
  fc.assert(
    fc.property(
      pairs,
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat(4)),
      (rows, n, to) => {
        const parts: (readonly [string, string])[][] = Array.from({ length: n }, () => []);
        for (const row of rows) parts[Number(to.next().value) % n]?.push(row);
        const merged = new RougeAccumulator();
        for (const part of parts) {
          const state: unknown = JSON.parse(JSON.stringify(accumulate(part)));
          merged.merge(RougeAccumulator.fromJSON(state));
        }
        expect(JSON.stringify(merged)).toBe(JSON.stringify(accumulate(rows)));
        expect(merged.summary()).toEqual(accumulate(rows).summary());
      },
    ),
  );
});

test('the mean is that of the scores, to the grid of 2^-40', () => {
  fc.assert(
    fc.property(pairs, (rows) => {
      const scores = [...scoreMany(rows)].map((row) => row.rougeLsum.recall);
      const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length;
      expect(accumulate(rows).summary().scores.rougeLsum.recall.mean).toBeCloseTo(mean, 11);
    }),
  );
});

test('add hands back the scores of the pair', () => {
  const row = new RougeAccumulator({ types: ['rouge1'] }).add('the cat', 'the cat sat on');
  expect([...row]).toEqual([1, 0.5, (2 * 1 * 0.5) / 1.5]);
});

test('says how many texts have no tokens, and what to do about it', () => {
  const accumulator = new RougeAccumulator();
  accumulator.add('สวัสดี', 'สวัสดี');
  accumulator.add('hello', 'สวัสดี');
  accumulator.add('hello', 'hello');
  const { pairs: scored, notice, ...counts } = accumulator.summary();
  expect(scored).toBe(3);
  expect(counts).toMatchObject({ predictionsWithoutTokens: 1, referencesWithoutTokens: 2 });
  expect(notice).toContain('1 predictions and 2 references of 3 pairs have no tokens');
  expect(notice).toContain('"unicode"');
});

test('has no notice when every text has tokens', () => {
  expect(accumulate([['a', 'b']]).summary().notice).toBeUndefined();
});

test('missing pairs count as 0', () => {
  const { scores, pairs: scored } = accumulate([['a', 'a']]).summary(0.95, 3);
  expect(scored).toBe(1);
  expect(scores.rouge1.fmeasure.mean).toBe(0.25);
});

test('a refused pair is not counted', () => {
  const accumulator = new RougeAccumulator();
  expect(() => accumulator.add('a', [])).toThrow(RangeError);
  expect(accumulator.pairs).toBe(0);
});

test('refuses to merge what was scored otherwise', () => {
  const stemmed = new RougeAccumulator({ useStemmer: true });
  expect(() => {
    new RougeAccumulator().merge(stemmed);
  }).toThrow(/valid: the same options/);
});

test.each([null, {}, { options: {}, sums: [] }, 'text'])('refuses the state %j', (state) => {
  expect(() => RougeAccumulator.fromJSON(state)).toThrow(TypeError);
});

test('refuses a state with too few sums', () => {
  const state = { ...new RougeAccumulator().toJSON(), sums: [] };
  expect(() => RougeAccumulator.fromJSON(state)).toThrow(/state.sums has 0 items; valid: 12/);
});
