import fc from 'fast-check';
import { comparePaired } from '../../../domain/rouge';
import { MersenneTwister } from '../../../domain/rouge/mersenne-twister';

function randomScores(count: number, seed: number): number[] {
  const draws = new Int32Array(count);
  new MersenneTwister(seed).fillBelow(1000, draws, count);
  return Array.from(draws, (draw) => draw / 1000);
}

const byId = (scores: readonly number[], shift = 0): Map<number, number> =>
  new Map(scores.map((score, id) => [id, Math.min(1, score + shift)]));

test('compares common ids only and lists the others', () => {
  const first = new Map([
    ['a', 0.2],
    ['b', 0.4],
    ['c', 1],
  ]);
  const second = new Map([
    ['b', 0.6],
    ['a', 0.2],
    ['d', 0],
  ]);
  const result = comparePaired(first, second);
  expect(result).toMatchObject({
    common: 2,
    onlyInFirst: ['c'],
    onlyInSecond: ['d'],
    higher: 1,
    lower: 0,
    equal: 1,
    method: 'bootstrap',
  });
  expect(result.firstMean).toBeCloseTo(0.3, 11);
  expect(result.secondMean).toBeCloseTo(0.4, 11);
  expect(result.difference).toBeCloseTo(0.1, 11);
});

test('the same seed gives the same result, another seed another interval', () => {
  const [first, second] = [byId(randomScores(50, 1)), byId(randomScores(50, 2))];
  const compare = (seed: number) => comparePaired(first, second, { seed });
  expect(compare(1)).toEqual(compare(1));
  expect(compare(1).interval).not.toEqual(compare(2).interval);
});

test('sees a difference that is there, and none between equal sets', () => {
  const scores = randomScores(300, 3);
  const better = comparePaired(byId(scores), byId(randomScores(300, 3), 0.05));
  expect(better.pValue).toBe(1 / 1001);
  expect(better.interval.low).toBeGreaterThan(0);
  const same = comparePaired(byId(scores), byId(scores));
  expect(same).toMatchObject({ difference: 0, pValue: 1, interval: { low: 0, high: 0 } });
});

test('p-values of unrelated sets are spread evenly', () => {
  const pValues = Array.from({ length: 200 }, (_, k) => {
    const [first, second] = [randomScores(60, 2 * k), randomScores(60, 2 * k + 1)];
    return comparePaired(byId(first), byId(second), { samples: 200 }).pValue;
  });
  const below = pValues.filter((p) => p <= 0.5).length;
  // 200 throws of a coin: 100 with a standard deviation of 7.1; four of those to each side.
  expect(Math.abs(below - 100)).toBeLessThan(29);
});

test('swapping the sets turns the sign', () => {
  const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(scores, scores, (first, second) => {
      const forth = comparePaired(byId(first), byId(second), { samples: 20 });
      const back = comparePaired(byId(second), byId(first), { samples: 20 });
      expect(back.difference).toBeCloseTo(-forth.difference, 10);
      expect([back.higher, back.lower]).toEqual([forth.lower, forth.higher]);
    }),
  );
});

test('above 200,000 ids it takes the normal distribution', () => {
  const scores = randomScores(200_001, 5);
  const result = comparePaired(byId(scores), byId(randomScores(200_001, 6)));
  expect(result.method).toBe('normal');
  expect(result.pValue).toBeGreaterThan(0);
  expect(result.interval.low).toBeLessThan(result.difference);
  expect(result.interval.high).toBeGreaterThan(result.difference);
});

test('refuses sets without a common id', () => {
  expect(() => comparePaired(new Map([[1, 0.5]]), new Map([[2, 0.5]]))).toThrow(/none is common/);
});

test('refuses a score outside 0 .. 1, naming set and id', () => {
  expect(() => comparePaired(new Map([['x', 0.5]]), new Map([['x', 2]]))).toThrow(
    /second has the score 2 for id "x"/,
  );
});
