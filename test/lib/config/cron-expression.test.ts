import fc from 'fast-check';
import { cronFault } from '../../../lib/config/cron-expression';

describe('cronFault', () => {
  it.each([
    ['0 2 * * ? *', 'every day'],
    ['0/15 8-18 ? * MON-FRI *', 'a step, a range, names'],
    ['0 2 L * ? *', 'the last day of the month'],
    ['0 2 15W * ? *', 'the weekday next to the 15th'],
    ['0 2 ? * 6L *', 'the last Friday'],
    ['0 2 ? * fri#2 2030', 'the second Friday, in small letters'],
    ['0 2 ? * L *', 'Saturday'],
    ['0 2 29 FEB ? *', 'a day of leap years'],
    ['5,35 0-23/6 1,15 1-6 ? 2027-2030', 'lists'],
    ['0 2 1 1 ? 2001', 'a year that is over: it was valid then'],
  ])('takes %s: %s', (fields) => {
    expect(cronFault(fields)).toBeUndefined();
  });

  it.each([
    ['0 2 * * ?', 'valid: six fields, minutes hours day-of-month month day-of-week year, not 5'],
    [
      '0 0 2 * * ? *',
      'valid: six fields, minutes hours day-of-month month day-of-week year, not 7',
    ],
    ['0 2 * * * *', 'valid: exactly one ?, as day-of-month or as day-of-week'],
    ['0 2 ? * ? *', 'valid: exactly one ?, as day-of-month or as day-of-week'],
    ['0 2 ?,3 * ? *', "valid as day-of-month: values in 1-31, not '?'"],
    ['? 2 * * ? *', "valid as minutes: values in 0-59, not '?'"],
    ['60 2 * * ? *', "valid as minutes: values in 0-59, not '60'"],
    ['0 24 * * ? *', "valid as hours: values in 0-23, not '24'"],
    ['0 2 0 * ? *', "valid as day-of-month: values in 1-31, not '0'"],
    ['0 2 1 JANUARY ? *', "valid as month: values in 1-12 or JAN-DEC, not 'JANUARY'"],
    ['0 2 ? * 0 *', "valid as day-of-week: values in 1-7 or SUN-SAT, not '0'"],
    ['0 2 ? * FRI-MON *', "valid as day-of-week: values in 1-7 or SUN-SAT, not 'FRI-MON'"],
    ['0 2 ? * 2-6/2 *', "valid as day-of-week: values in 1-7 or SUN-SAT, not '2-6/2'"],
    ['0 2 ? * 6#6 *', "valid as day-of-week: values in 1-7 or SUN-SAT, not '6#6'"],
    ['0 2 * * ? 2200', "valid as year: values in 1970-2199, not '2200'"],
    ['0/0 2 * * ? *', "valid as minutes: values in 0-59, not '0/0'"],
    ['*-5 2 * * ? *', "valid as minutes: values in 0-59, not '*-5'"],
    ['0, 2 * * ? *', "valid as minutes: values in 0-59, not ''"],
    ['0 2 30 2 ? *', 'valid: a cron that fires; there is no such day'],
    ['0 2 29 2 ? 2027', 'valid: a cron that fires; there is no such day'],
    ['0 2 31 4,6,9,11 ? *', 'valid: a cron that fires; there is no such day'],
  ])('refuses %s', (fields, fault) => {
    expect(cronFault(fields)).toBe(fault);
  });

  it('takes every single time of every day that all months have', () => {
    const time = fc.record({
      minute: fc.integer({ min: 0, max: 59 }),
      hour: fc.integer({ min: 0, max: 23 }),
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 12 }),
      year: fc.integer({ min: 1970, max: 2199 }),
    });
    fc.assert(
      fc.property(time, ({ minute, hour, day, month, year }) => {
        expect(cronFault(`${minute} ${hour} ${day} ${month} ? ${year}`)).toBeUndefined();
      }),
    );
  });
});
