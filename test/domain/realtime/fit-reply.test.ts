import fc from 'fast-check';
import { fitReply, MAX_REPLY_BYTES } from '../../../domain/realtime/fit-reply';
import {
  type InvokeBatchResult,
  type ItemResult,
} from '../../../domain/realtime/invoke-batch-result';
import { MAX_ITEMS } from '../../../domain/realtime/invoke-items';

const resultOf = (results: readonly ItemResult[]): InvokeBatchResult => ({
  results,
  counts: { requested: results.length, answered: results.length, failed: 0 },
  seconds: 1,
  requests: 1,
});
const answers = (lengths: readonly number[]): InvokeBatchResult =>
  resultOf(lengths.map((length, index) => ({ index, generated_texts: ['x'.repeat(length)] })));
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

test('a reply that fits stays as it is', () => {
  const result = answers([10, 20]);
  expect(fitReply(result)).toEqual(result);
});

test('an answer that does not fit becomes an error; shorter ones after it stay', () => {
  const { results, counts } = fitReply(answers([100, 5000, 100]), 1000);
  expect(results).toEqual([
    { index: 0, generated_texts: ['x'.repeat(100)] },
    { index: 1, error: { name: 'ReplyOverLimit', message: expect.any(String) as string } },
    { index: 2, generated_texts: ['x'.repeat(100)] },
  ]);
  expect(counts).toEqual({ requested: 3, answered: 2, failed: 1 });
});

test('any result is cut to the limit, in order, each item once', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 20 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 2500, max: 20_000 }), (given, maxBytes) => {
      const { results, counts } = fitReply(answers(given), maxBytes);
      expect(results.map(({ index }) => index)).toEqual(given.map((_, index) => index));
      expect(bytesOf(results)).toBeLessThanOrEqual(maxBytes + 2);
      expect(counts.answered + counts.failed).toBe(given.length);
    }),
  );
});

test('as many items as are allowed, with the longest ids, have room for an error each', () => {
  const id = '\u0001'.repeat(128);
  const error = { name: 'ContainerFailed', message: 'm'.repeat(500) };
  const whole = Array.from({ length: MAX_ITEMS }, (_, index) => ({ index, id, error }));
  const reply = fitReply(resultOf(whole));
  expect(bytesOf(reply)).toBeLessThanOrEqual(6_291_456);
  expect(MAX_REPLY_BYTES).toBeLessThan(6_291_456);
  expect(reply.results).toHaveLength(MAX_ITEMS);
});
