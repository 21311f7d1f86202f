import { scheduleExpressionFault } from '../../../lib/config/schedule-expression';

describe('scheduleExpressionFault', () => {
  it.each([
    'rate(1 day)',
    'rate(15 minutes)',
    'rate(36 hours)',
    'cron(0 2 * * ? *)',
    'at(2027-01-31T02:00:00)',
    // Over, and yet no fault: the config that named it is deployed again.
    'at(2001-01-31T02:00:00)',
  ])('takes %s', (expression) => {
    expect(scheduleExpressionFault(expression)).toBeUndefined();
  });

  it.each([
    ['every night', 'valid: rate(1 day), cron(0 2 * * ? *) or at(2027-01-31T02:00:00)'],
    ['rate(1 day) ', 'valid: rate(1 day), cron(0 2 * * ? *) or at(2027-01-31T02:00:00)'],
    ['', 'valid: rate(1 day), cron(0 2 * * ? *) or at(2027-01-31T02:00:00)'],
    ['rate(1 days)', 'valid: rate(1 day)'],
    ['rate(2 hour)', 'valid: rate(2 hours)'],
    ['rate(0 days)', 'valid: a rate of a whole number from 1 of minutes, hours or days'],
    ['rate(1.5 hours)', 'valid: a rate of a whole number from 1 of minutes, hours or days'],
    ['rate(2 weeks)', 'valid: a rate of a whole number from 1 of minutes, hours or days'],
    ['cron(0 2 * * * *)', 'valid: exactly one ?, as day-of-month or as day-of-week'],
    ['at(2027-02-30T02:00:00)', 'valid: at(yyyy-mm-ddThh:mm:ss), a time without a zone'],
    ['at(2027-01-31T02:00:00Z)', 'valid: at(yyyy-mm-ddThh:mm:ss), a time without a zone'],
    ['at(2027-01-31 02:00)', 'valid: at(yyyy-mm-ddThh:mm:ss), a time without a zone'],
    ['at(2027-01-31T24:00:00)', 'valid: at(yyyy-mm-ddThh:mm:ss), a time without a zone'],
  ])('refuses %s', (expression, fault) => {
    expect(scheduleExpressionFault(expression)).toContain(fault);
  });
});
