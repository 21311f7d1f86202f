import { AwsError } from '../../../local/gateway/aws-error';
import { parseExpression } from '../../../local/scheduler/expression';

test.each([
  ['rate(1 minute)', 60_000],
  ['rate(15 minutes)', 900_000],
  ['rate(1 hour)', 3_600_000],
  ['rate(2 days)', 172_800_000],
])('%s is %d ms', (expression, periodMs) => {
  expect(parseExpression(expression, 'UTC')).toEqual({ kind: 'rate', periodMs });
});

test.each([
  [
    'rate(0 minutes)',
    'UTC',
    /Invalid Schedule Expression rate\(0 minutes\)\. A rate is a positive/,
  ],
  ['rate(30 seconds)', 'UTC', /minutes, hours or days/],
  ['rate(1.5 hours)', 'UTC', /whole number/],
  ['rate(5minutes)', 'UTC', /A rate is/],
  ['every day', 'UTC', /It is rate\(\.\.\.\), cron\(\.\.\.\) or at\(\.\.\.\)/],
  ['cron(0 12 * * *)', 'UTC', /Invalid Schedule Expression cron\(0 12 \* \* \*\)\. Six fields/],
  ['at(2026-02-30T00:00:00)', 'UTC', /A time is written/],
  ['at(2026-02-03T00:00:00Z)', 'UTC', /without a zone/],
  ['at(tomorrow)', 'UTC', /A time is written/],
  ['rate(1 day)', 'Mars/Olympus', /Invalid ScheduleExpressionTimezone 'Mars\/Olympus'/],
])('%s in %s is refused', (expression, zone, reason) => {
  expect(() => parseExpression(expression, zone)).toThrow(reason);
  expect(() => parseExpression(expression, zone)).toThrow(AwsError);
});
