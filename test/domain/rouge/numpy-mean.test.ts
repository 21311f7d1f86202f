import fc from 'fast-check';
import { numpyMean } from '../../../domain/rouge';

test.each([
  [[], NaN],
  [[0.1], 0.1],
  [[0.1, 0.2, 0.3], (0.1 + 0.2 + 0.3) / 3],
])('of %j', (values, mean) => {
  expect(numpyMean(Float64Array.from(values))).toBe(mean);
});

test('is exact for whole numbers whatever the length, blocks and remainders included', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 700 }),
      (n) => {
        const sum = n.reduce((total, value) => total + value, 0);
        expect(numpyMean(Float64Array.from(n)) === sum / n.length).toBe(true);
      },
    ),
  );
});
