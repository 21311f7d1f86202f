import fc from 'fast-check';
import { runName } from '../../../cli/run/run-name';
import { runIdOf } from '../../../domain/run/names';

test('says what and when, to the millisecond', () => {
  expect(runName('run', new Date('2026-11-24T15:03:04.123Z'))).toBe('run-20261124-150304-123');
});

test('is its own run id, and sorts by time', () => {
  const date = fc.date({
    min: new Date('1970-01-01'),
    max: new Date('9999-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(date, date, (a, b) => {
      const [nameA, nameB] = [runName('demo', a), runName('demo', b)];
      expect(runIdOf(nameA)).toBe(nameA);
      expect(Math.sign(a.getTime() - b.getTime())).toBe(
        nameA === nameB ? 0 : nameA < nameB ? -1 : 1,
      );
    }),
  );
});
