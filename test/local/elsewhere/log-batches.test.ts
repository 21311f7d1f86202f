import fc from 'fast-check';
import { logBatches } from '../../../local/elsewhere/log-batches';

test('property: batches hold every line once, in time order, within the limits of PutLogEvents', () => {
  const line = fc.record({
    timestamp: fc.nat(1000),
    message: fc.string({ maxLength: 20 }).map((text) => text.repeat(4000)),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const found = logBatches(lines);
      const shown = lines.map((each) => ({ ...each, message: each.message || ' ' }));
      expect(found.flat()).toEqual(shown.toSorted((a, b) => a.timestamp - b.timestamp));
      for (const batch of found) {
        const bytes = batch.map(({ message }) => Buffer.byteLength(message) + 26);
        const sum = bytes.reduce((total, each) => total + each, 0);
        expect(batch.length).toBeLessThanOrEqual(10_000);
        expect(sum).toBeLessThanOrEqual(1_048_576);
      }
    }),
  );
});

test('many short lines go in several batches', () => {
  const lines = Array.from({ length: 1201 }, () => ({ timestamp: 1, message: 'x' }));
  expect(logBatches(lines).map(({ length }) => length)).toEqual([500, 500, 201]);
});

test('a line that no call takes is cut, at a whole character', () => {
  const [[line] = []] = logBatches([{ timestamp: 1, message: 'é'.repeat(600_000) }]);
  const bytes = Buffer.byteLength(line?.message ?? '');
  expect(bytes + 26).toBeLessThanOrEqual(1_048_576);
  expect(bytes).toBeGreaterThan(1_048_500);
});
