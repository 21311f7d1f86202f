import fc from 'fast-check';
import { kthLargest } from '../../../../local/model-server/logits/kth-largest';

test('is the k-th of the sorted values, ties counted', () => {
  const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, fc.nat(), (numbers, n) => {
      const k = 1 + (n % numbers.length);
      const sorted = [...numbers].sort((a, b) => b - a);
      expect(kthLargest(Float32Array.from(numbers), k)).toBe(sorted[k - 1]);
    }),
    { numRuns: 1000 },
  );
});

test('values of -Infinity are the smallest', () => {
  expect(kthLargest(Float32Array.of(-Infinity, 1, -Infinity, 2), 3)).toBe(-Infinity);
});

test('does not change the values', () => {
  const values = Float32Array.of(3, 1, 2);
  kthLargest(values, 2);
  expect([...values]).toEqual([3, 1, 2]);
});
