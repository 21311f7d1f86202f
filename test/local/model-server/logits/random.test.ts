import { seededRandom } from '../../../../local/model-server/logits/random';

function draws(seeds: readonly number[], count: number): number[] {
  const random = seededRandom(seeds);
  return Array.from({ length: count }, random);
}

test('the same seeds give the same numbers', () => {
  expect(draws([42, 1, 2], 5)).toEqual(draws([42, 1, 2], 5));
});

test.each([[[43, 1, 2]], [[42, 2, 1]], [[42, 1]], [[42 + 2 ** 32, 1, 2]], [[-42, 1, 2]]])(
  '%j gives others than [42, 1, 2]',
  (seeds) => {
    expect(draws(seeds, 5)).not.toEqual(draws([42, 1, 2], 5));
  },
);

test('the numbers lie evenly in [0, 1)', () => {
  const counts = new Array<number>(10).fill(0);
  for (const number of draws([7], 100_000)) {
    expect(number).toBeLessThan(1);
    const bin = Math.floor(number * 10);
    counts[bin] = (counts[bin] ?? NaN) + 1;
  }
  // Each bin: 10,000 expected, standard deviation sqrt(100,000 * 0.1 * 0.9) = 95; 5 of them.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(475);
});
