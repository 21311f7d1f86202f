import { normalQuantile, twoSidedPValue } from '../../../domain/rouge/normal-distribution';

// By bisection of Python's math.erfc.
test.each([
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.025, -1.9599639845400545],
  [1e-10, -6.361340902404056],
  [1e-300, -37.0470962993612],
])('quantile of %s is %s', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 12);
});

test.each([
  [0, 1],
  [1.959963984540054, 0.05],
  [-2.5758293035489004, 0.01],
  [5, 5.733031437583866e-7],
])('two-sided p of z = %s is %s', (z, p) => {
  expect(Math.abs(twoSidedPValue(z) / p - 1)).toBeLessThan(2e-7);
});
