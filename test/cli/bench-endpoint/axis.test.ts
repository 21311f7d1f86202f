import * as fc from 'fast-check';
import { linearAxis, logAxis } from '../../../cli/bench-endpoint/axis';

test('a linear axis starts at 0 and ends at a round number', () => {
  expect(linearAxis(443.7).ticks).toEqual([0, 100, 200, 300, 400, 500]);
  expect(linearAxis(0.55).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
  expect(linearAxis(0).ticks.at(-1)).toBe(1);
});

test('a logarithmic axis has 1, 2, 5 in each power of ten', () => {
  expect(logAxis(12, 168).ticks).toEqual([10, 20, 50, 100, 200]);
  expect(logAxis(0.4, 3).ticks).toEqual([0.2, 0.5, 1, 2, 5]);
});

test('all values have their place between 0 and 1, in order, and ticks are at both ends', () => {
  const value = fc.double({ min: 0.1, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, value, (left, right) => {
      const [least, greatest] = left < right ? [left, right] : [right, left];
      for (const axis of [linearAxis(greatest), logAxis(least, greatest)]) {
        // A hair beyond either end is the logarithm's rounding, far below a pixel.
        expect(axis.position(least)).toBeGreaterThanOrEqual(-1e-9);
        expect(axis.position(greatest)).toBeLessThanOrEqual(1 + 1e-9);
        expect(axis.position(least)).toBeLessThanOrEqual(axis.position(greatest));
        expect(axis.position(axis.ticks[0] ?? NaN)).toBe(0);
        expect(axis.position(axis.ticks.at(-1) ?? NaN)).toBeCloseTo(1, 9);
        expect(axis.ticks.length).toBeLessThan(25);
      }
    }),
  );
});
