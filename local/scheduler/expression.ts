import { AwsError } from '../gateway/aws-error';
import { type NextTime, cronTimes } from './cron-times';
import { invalidExpression } from './scheduler-errors';
import { TimeZone } from './time-zone';

export type ScheduleExpression =
  | {
      readonly kind: 'at';
      /** Epoch milliseconds; undefined for a time that the zone's clocks skip. */
      readonly time: number | undefined;
    }
  | { readonly kind: 'rate'; readonly periodMs: number }
  | { readonly kind: 'cron'; readonly next: NextTime };

const MINUTE_MS = 60_000;
const PERIOD_MS: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  // Always 24 hours, also on a day that daylight saving makes longer or shorter.
  day: 24 * 60 * MINUTE_MS,
};

/**
 * Reads `rate(15 minutes)`, `cron(0 2 * * ? *)` or `at(2027-01-31T02:00:00)`.
 * Source: EventBridge Scheduler user guide, "Schedule types".
 * @param timeZone IANA name, in which `cron` and `at` are read
 * @throws AwsError ValidationException
 */
export function parseExpression(expression: string, timeZone: string): ScheduleExpression {
  const zone = parseTimeZone(timeZone);
  const [, kind, content = ''] = /^(at|rate|cron)\((.*)\)$/.exec(expression) ?? [];
  switch (kind) {
    case 'at':
      return { kind, time: zone.firstInstantOf(parseLocalTime(expression, content)) };
    case 'rate':
      return { kind, periodMs: parseRate(expression, content) };
    case 'cron':
      return { kind, next: cronTimes(expression, content, zone) };
    default:
      throw invalidExpression(expression, 'It is rate(...), cron(...) or at(...)');
  }
}

function parseRate(expression: string, content: string): number {
  const [, value = '0', unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(content) ?? [];
  const period = Number(value) * (PERIOD_MS[unit] ?? 0);
  if (period > 0 && Number.isSafeInteger(period)) return period;
  throw invalidExpression(
    expression,
    'A rate is a positive whole number and minutes, hours or days',
  );
}

function parseLocalTime(expression: string, content: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(content) ? Date.parse(`${content}Z`) : NaN;
  // Date.parse takes the 30th of February for the 2nd of March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(content)) return time;
  throw invalidExpression(expression, 'A time is written yyyy-mm-ddThh:mm:ss, without a zone');
}

function parseTimeZone(name: string): TimeZone {
  try {
    return new TimeZone(name);
  } catch {
    throw new AwsError(
      'ValidationException',
      `Invalid ScheduleExpressionTimezone '${name}': expected an IANA name, e.g. Europe/Berlin`,
    );
  }
}
