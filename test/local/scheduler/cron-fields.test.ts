import { toCronerPattern } from '../../../local/scheduler/cron-fields';

test.each([
  ['0 12 * * ? *', '0 0 12 * * * *'],
  ['0/15 * ? * MON-FRI *', '0 0-59/15 * * * 2-6 *'],
  ['5,35 14 * * ? *', '0 5,35 14 * * * *'],
  ['*/10 8-17/3 1,15 JAN,JUL ? 2026-2028', '0 0-59/10 8-17/3 1,15 1,7 * 2026-2028'],
  ['0 8 L * ? *', '0 0 8 L * * *'],
  ['0 8 15W * ? *', '0 0 8 15W * * *'],
  ['0 8 ? * L *', '0 0 8 * * 7 *'],
  ['15 10 ? * 6L 2022-2023', '0 15 10 * * 6#L 2022-2023'],
  ['15 10 ? * fril *', '0 15 10 * * 6#L *'],
  ['0 8 ? * 3#2 *', '0 0 8 * * 3#2 *'],
  ['0 8 ? * SUN *', '0 0 8 * * 1 *'],
  ['0 8 ? * SAT *', '0 0 8 * * 7 *'],
  ['0 8 1 * ? */2', '0 0 8 1 * * 1970-2199/2'],
])('%s is %s for croner', (fields, pattern) => {
  expect(toCronerPattern(fields)).toBe(pattern);
});

test.each([
  ['0 12 * * *', /Six fields .* not 5/],
  ['0 0 12 * * ? *', /Six fields .* not 7/],
  ['0 12 * * * *', /Exactly one of day-of-month and day-of-week is \?/],
  ['0 12 ? * ? *', /Exactly one of/],
  ['60 12 * * ? *', /minutes: '60' is not made of values in 0-59/],
  ['0 24 * * ? *', /hours: '24'/],
  ['0 12 0 * ? *', /day-of-month: '0' is not made of values in 1-31/],
  ['0 12 32W * ? *', /day-of-month: '32'/],
  ['0 12 L-1 * ? *', /day-of-month: 'L'/],
  ['0 12 1,L * ? *', /day-of-month: 'L'/],
  ['0 12 * 13 ? *', /month: '13' .* 1-12 or JAN-DEC/],
  ['0 12 * ? ? *', /Exactly one|month/],
  ['? 12 * * ? *', /minutes: '\?'/],
  ['0 12 ? * 0 *', /day-of-week: '0' .* 1-7 or SUN-SAT/],
  ['0 12 ? * 8 *', /day-of-week: '8'/],
  ['0 12 ? * 3#6 *', /day-of-week: '3#6'/],
  ['0 12 ? * 3#1,6#3 *', /day-of-week: '3#1'/],
  ['0 12 ? * 2-6/2 *', /day-of-week: '2-6\/2'/],
  ['0 12 ? * FRI-MON *', /day-of-week: the range 'FRI-MON' goes backwards/],
  ['0 12 * * ? 1969', /year: '1969' .* 1970-2199/],
  ['0/0 12 * * ? *', /minutes: '0\/0'/],
  ['0 12-8 * * ? *', /hours: the range '12-8' goes backwards/],
  ['*-5 12 * * ? *', /minutes: '\*-5'/],
  ['a 12 * * ? *', /minutes: 'A'/],
])('%s is refused', (fields, reason) => {
  expect(() => toCronerPattern(fields)).toThrow(reason);
});
