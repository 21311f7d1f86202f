import fc from 'fast-check';
import { type RunLimits } from '../../../domain/run/deployment';
import { MAX_SHARDS, recordsPerShard } from '../../../domain/run/shard-size';

const limits = (changes: Partial<RunLimits>): RunLimits => ({
  maxRecordsPerShard: 256,
  secondsPerRecord: 1,
  invocationTimeoutSeconds: 3600,
  invocationRetries: 2,
  ...changes,
});

test.each([
  { why: 'short records: the cap', changes: {}, records: 256 },
  { why: '10 s a record: half of an hour', changes: { secondsPerRecord: 10 }, records: 180 },
  { why: 'a short time-out', changes: { invocationTimeoutSeconds: 60 }, records: 30 },
  { why: 'never less than one', changes: { secondsPerRecord: 7200 }, records: 1 },
])('$why: $records', ({ changes, records }) => {
  expect(recordsPerShard(limits(changes))).toBe(records);
});

test('a shard of several records is answered in half of the time-out', () => {
  const any = fc.record({
    maxRecordsPerShard: fc.integer({ min: 1, max: 10_000 }),
    secondsPerRecord: fc.double({ min: 0.001, max: 10_000, noNaN: true }),
    invocationTimeoutSeconds: fc.integer({ min: 1, max: 3600 }),
  });
  fc.assert(
    fc.property(any, (changes) => {
      const records = recordsPerShard(limits(changes));
      expect(records).toBeLessThanOrEqual(changes.maxRecordsPerShard);
      const seconds = records === 1 ? 0 : records * changes.secondsPerRecord;
      expect(seconds).toBeLessThanOrEqual(changes.invocationTimeoutSeconds / 2 + 1e-9);
    }),
  );
});

test('as many shard numbers as are allowed fit into one state of 256 KB', () => {
  const numbers = Array.from({ length: MAX_SHARDS }, (_, shard) => shard);
  expect(JSON.stringify(numbers).length).toBeLessThan(256 * 1024);
});
