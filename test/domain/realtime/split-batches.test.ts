import fc from 'fast-check';
import { contractOf } from '../../../domain/realtime/contract-of';
import { requestBytes } from '../../../domain/realtime/request-bytes';
import { halve, type RequestLimits, splitBatches } from '../../../domain/realtime/split-batches';

const limits = (changes: Partial<RequestLimits> = {}): RequestLimits => ({
  maxTexts: 4,
  maxBytes: 100,
  maxSeconds: 60,
  secondsPerText: 1,
  ...changes,
});
const sizes = (bytes: number[], changes?: Partial<RequestLimits>) =>
  splitBatches(bytes, 10, limits(changes)).map(({ start, end }) => end - start);

test.each([
  { why: 'count', bytes: [1, 1, 1, 1, 1, 1], changes: {}, expected: [4, 2] },
  { why: 'bytes', bytes: [40, 40, 40, 50, 50], changes: {}, expected: [2, 2, 1] },
  { why: 'bytes, to the last one', bytes: [45, 45, 1], changes: {}, expected: [2, 1] },
  {
    why: 'half of the time',
    bytes: [1, 1, 1, 1],
    changes: { secondsPerText: 10 },
    expected: [3, 1],
  },
  { why: 'never less than one', bytes: [1, 1], changes: { secondsPerText: 90 }, expected: [1, 1] },
  {
    why: 'a text that is too long goes alone',
    bytes: [1, 500, 1],
    changes: {},
    expected: [1, 1, 1],
  },
  { why: 'nothing', bytes: [], changes: {}, expected: [] },
])('by $why: $expected', ({ bytes, changes, expected }) => {
  expect(sizes(bytes, changes)).toEqual(expected);
});

test.each(['text2text-1.x', 'tgi-2.x'] as const)(
  '%s: any list is cut into requests within the limits, without a gap',
  (name) => {
    const contract = contractOf(name);
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 9 }), (list, maxTexts) => {
        const parameters = { max_length: 20 };
        const { textBytes, fixedBytes } = requestBytes(list, parameters, contract);
        const maxBytes = fixedBytes + Math.max(0, ...textBytes) + 50;
        const most = Math.min(maxTexts, contract.maxTexts);
        const ranges = splitBatches(textBytes, fixedBytes, limits({ maxTexts: most, maxBytes }));
        expect(ranges.flatMap(({ start, end }) => list.slice(start, end))).toEqual(list);
        for (const { start, end } of ranges) {
          const batch = list.slice(start, end);
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(most);
          expect(contract.writeRequest(batch, parameters).length).toBeLessThanOrEqual(maxBytes);
        }
      }),
    );
  },
);

test('what a list of texts weighs is exact', () => {
  const contract = contractOf('text2text-1.x');
  const list = fc.array(fc.string({ unit: 'binary' }), { minLength: 2 });
  fc.assert(
    fc.property(list, (texts) => {
      const { textBytes, fixedBytes } = requestBytes(texts, { top_k: 5 }, contract);
      const weight = textBytes.reduce((sum, bytes) => sum + bytes, fixedBytes);
      expect(contract.writeRequest(texts, { top_k: 5 }).length).toBe(weight);
    }),
  );
});

test('the halves of a range are the range, and differ by one at most', () => {
  expect(halve({ start: 3, end: 8 })).toEqual([
    { start: 3, end: 6 },
    { start: 6, end: 8 },
  ]);
  expect(halve({ start: 0, end: 2 })).toEqual([
    { start: 0, end: 1 },
    { start: 1, end: 2 },
  ]);
});
