import fc from 'fast-check';
import { ExactSums } from '../../../domain/rouge';
import { MersenneTwister } from '../../../domain/rouge/mersenne-twister';

const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 60 });

function sumsOf(numbers: readonly number[]): ExactSums {
  const sums = new ExactSums();
  for (const number of numbers) sums.add(number);
  return sums;
}

test('counts, sums and squares are those of the rounded values in big integers', () => {
  fc.assert(
    fc.property(values, (numbers) => {
      const steps = numbers.map((number) => BigInt(Math.round(number * 2 ** 40)));
      expect(sumsOf(numbers).toJSON()).toEqual({
        count: numbers.length,
        sum: String(steps.reduce((sum, step) => sum + step, 0n)),
        sumOfSquares: String(steps.reduce((sum, step) => sum + step * step, 0n)),
      });
    }),
  );
});

test('stays exact beyond what a double could hold', () => {
  const sums = new ExactSums();
  for (let i = 0; i < 100_000; i++) sums.add(1 - 2 ** -40);
  const step = 2n ** 40n - 1n;
  expect(sums.toJSON()).toEqual({
    count: 100_000,
    sum: String(100_000n * step),
    sumOfSquares: String(100_000n * step * step),
  });
});

test('any split, merged in any order and through JSON, is the whole', () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 6 }), (parts) => {
      const merged = new ExactSums();
      for (const part of [...parts].reverse()) {
        merged.merge(ExactSums.fromJSON(JSON.parse(JSON.stringify(sumsOf(part)))));
      }
      expect(merged.toJSON()).toEqual(sumsOf(parts.flat()).toJSON());
    }),
  );
});

test('mean and variance of small numbers', () => {
  const sums = sumsOf([0, 0.5, 1]);
  expect(sums.mean).toBe(0.5);
  expect(sums.variance).toBe(0.25);
  expect(sums.interval(0.95).high).toBeCloseTo(0.5 + 1.959963985 * Math.sqrt(0.25 / 3), 9);
});

test('zeros count as values', () => {
  const sums = sumsOf([1]);
  sums.addZeros(3);
  expect([sums.count, sums.mean]).toEqual([4, 0.25]);
});

test('95 % intervals cover the true mean of skewed scores in 93 to 97 % of 1,000 sets of 300', () => {
  const random = new MersenneTwister(2024);
  const steps = 1_000_003;
  const draws = new Int32Array(300);
  let covered = 0;
  for (let set = 0; set < 1000; set++) {
    random.fillBelow(steps, draws, 300);
    const sums = new ExactSums();
    // The square of a uniform number: mean 1/3, skewness 0.64, as F of rouge2 is skewed to the right.
    for (const draw of draws) sums.add((draw / steps) ** 2);
    const { low, high } = sums.interval(0.95);
    if (low <= 1 / 3 && 1 / 3 <= high) covered++;
  }
  expect(covered).toBeGreaterThanOrEqual(930);
  expect(covered).toBeLessThanOrEqual(970);
});

test.each([1.1, -1.1, NaN, Infinity])('refuses %s', (value) => {
  expect(() => {
    new ExactSums().add(value);
  }).toThrow(/value is .*valid: a number from -1 to 1/);
});

test.each([
  null,
  3,
  { count: 1, sum: 1, sumOfSquares: '1' },
  { count: -1, sum: '0', sumOfSquares: '0' },
])('refuses the state %j', (state) => {
  expect(() => ExactSums.fromJSON(state)).toThrow(/valid: \{ count, sum, sumOfSquares \}/);
});
