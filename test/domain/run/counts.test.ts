import fc from 'fast-check';
import { checkCounts, type Counts } from '../../../domain/run/counts';
import { CountsDoNotAddUp } from '../../../domain/run/errors';

const FIELDS = [
  'read',
  'rejected',
  'submitted',
  'scored',
  'unscored',
  'failed',
  'missing',
] as const;

/** Counts of a run in which nothing was lost. */
const whole = fc
  .record({
    rejected: fc.nat(1000),
    scored: fc.nat(1000),
    unscored: fc.nat(1000),
    failed: fc.nat(1000),
    missing: fc.nat(1000),
  })
  .map((ends): Counts => {
    const submitted = ends.scored + ends.unscored + ends.failed + ends.missing;
    return { ...ends, submitted, read: ends.rejected + submitted };
  });

test('accepts counts in which every record ended once', () => {
  fc.assert(
    fc.property(whole, (counts) => {
      expect(() => {
        checkCounts(counts);
      }).not.toThrow();
    }),
  );
});

test('refuses counts in which any single figure is off', () => {
  fc.assert(
    fc.property(whole, fc.constantFrom(...FIELDS), fc.constantFrom(-1, 1), (counts, field, by) => {
      expect(() => {
        checkCounts({ ...counts, [field]: counts[field] + by });
      }).toThrow(CountsDoNotAddUp);
    }),
  );
});

test('says all figures', () => {
  const counts = {
    read: 9,
    rejected: 1,
    submitted: 8,
    scored: 4,
    unscored: 1,
    failed: 2,
    missing: 0,
  };
  expect(() => {
    checkCounts(counts);
  }).toThrow(
    'read 9 = rejected 1 + submitted 8; submitted 8 = scored 4 + unscored 1 + failed 2 + missing 0',
  );
});
