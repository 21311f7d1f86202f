import fc from 'fast-check';
import { estimateByBootstrap } from '../../../lambdas/summarize-run/estimate-by-bootstrap';
import { estimateBySums, mergeSums } from '../../../lambdas/summarize-run/estimate-by-sums';
import { runSettings } from '../../support/run-fixtures';
import { scoredShard, sumsOf } from './scored-shard';

const TYPES = ['rouge1', 'rougeL'] as const;
/** answer, lead-1 and lead-3, each with two types of three measures. */
const COLUMNS = 3 * 2 * 3;
const score = fc.double({ min: 0, max: 1, noNaN: true });
const columns = fc.integer({ min: 2, max: 60 }).chain((rows) =>
  fc.array(fc.array(score, { minLength: rows, maxLength: rows }), {
    minLength: COLUMNS,
    maxLength: COLUMNS,
  }),
);

/** The columns cut into shards after every `size` rows. */
const shardsOf = (table: readonly (readonly number[])[], size: number) =>
  Array.from({ length: Math.ceil((table[0]?.length ?? 0) / size) }, (_, shard) =>
    scoredShard({
      sums: table.map((column) => sumsOf(column.slice(shard * size, (shard + 1) * size)).toJSON()),
    }),
  );

test('neither sharding nor the order of shards matters, to the last bit', () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 1, max: 20 }), (table, size) => {
      const whole = estimateBySums(mergeSums(shardsOf(table, 1000), TYPES), TYPES);
      const shards = shardsOf(table, size).reverse();
      expect(estimateBySums(mergeSums(shards, TYPES), TYPES)).toEqual(whole);
    }),
  );
});

test("both ways find the same means, up to the grid's 2^-40", () => {
  fc.assert(
    fc.property(columns, (table) => {
      const rouge = { ...runSettings().rouge, types: [...TYPES] };
      const exact = estimateBySums(mergeSums(shardsOf(table, 7), TYPES), TYPES);
      const numpy = estimateByBootstrap(
        table.map((column) => Float64Array.from(column)),
        rouge,
      );
      for (const system of ['answer', 'lead1', 'lead3'] as const) {
        for (const type of TYPES) {
          for (const measure of ['precision', 'recall', 'fmeasure'] as const) {
            const [left, right] = [exact, numpy].map((way) => way[system].scores[type]?.[measure]);
            expect(Math.abs((left?.mean ?? NaN) - (right?.mean ?? NaN))).toBeLessThan(1e-11);
          }
        }
      }
    }),
    { numRuns: 20 },
  );
});

const answerOf = (values: readonly number[], zeros = 0) => {
  const sums = Array.from({ length: COLUMNS }, () => sumsOf(values));
  return estimateBySums(sums, TYPES, zeros).answer.scores.rouge1?.fmeasure;
};

test('records that were never answered count as 0', () => {
  expect(answerOf([0.5, 0.75], 2)).toEqual(answerOf([0.5, 0.75, 0, 0]));
  expect(answerOf([0.5, 0.75], 2)?.mean).toBe(0.3125);
});

test('the normal interval: 1.96 standard errors to either side', () => {
  // 0.25 and 0.75: variance 0.125, standard error 0.25.
  const { mean, low, high } = answerOf([0.25, 0.75]) ?? { mean: NaN, low: NaN, high: NaN };
  expect(mean).toBe(0.5);
  expect(high - mean).toBeCloseTo(1.959964 * 0.25, 6);
  expect(mean - low).toBeCloseTo(1.959964 * 0.25, 6);
});

test('the interval of a single record is the record', () => {
  expect(answerOf([0.25])).toEqual({ mean: 0.25, low: 0.25, high: 0.25 });
});
