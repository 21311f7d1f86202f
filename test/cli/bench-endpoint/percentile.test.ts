import * as fc from 'fast-check';
import { percentile } from '../../../cli/bench-endpoint/percentile';

test.each([
  [50, 35],
  [95, 50],
  [40, 20],
  [41, 35],
  [1, 15],
  [100, 50],
])('nearest rank: percentile %d of five values is %d', (percent, value) => {
  // Ranks are 5 x percent / 100, rounded up.
  expect(percentile([15, 20, 35, 40, 50], percent)).toBe(value);
});

test('a share of the values does not exceed it, and it is one of them', () => {
  const values = fc.array(fc.integer(), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (given, percent) => {
      const ascending = [...given].sort((left, right) => left - right);
      const value = percentile(ascending, percent);
      expect(ascending).toContain(value);
      const within = ascending.filter((each) => each <= value).length;
      const below = ascending.filter((each) => each < value).length;
      expect(within * 100).toBeGreaterThanOrEqual(percent * ascending.length);
      expect(below * 100).toBeLessThan(percent * ascending.length);
    }),
  );
});

test('a rank that is a whole number is not rounded up by the computer', () => {
  const ascending = Array.from({ length: 100 }, (_, index) => index + 1);
  for (let percent = 1; percent <= 100; percent++) {
    expect(percentile(ascending, percent)).toBe(percent);
  }
});

test('there is none of no values', () => {
  expect(() => percentile([], 50)).toThrow('no percentile 50 of no values');
});
