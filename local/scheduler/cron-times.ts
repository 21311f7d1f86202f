import { Cron } from 'croner';
import { toCronerPattern } from './cron-fields';
import { invalidExpression } from './scheduler-errors';
import { type TimeZone } from './time-zone';

/** First time after `after` (both epoch milliseconds); undefined if there is none any more. */
export type NextTime = (after: number) => number | undefined;

/**
 * The times of `cron(minutes hours day-of-month month day-of-week year)` in a time zone.
 *
 * Daylight saving, as documented: a time that the clocks skip is skipped; a time that they show
 * twice is taken once. AWS does not say which of the two it takes: here it is the first, and so an
 * expression of many times an hour pauses for the hour that repeats. croner follows other rules
 * (Vixie cron's), so it computes on the calendar only, in UTC.
 * Source: EventBridge Scheduler user guide, "Daylight savings time on EventBridge Scheduler".
 * @throws AwsError ValidationException
 */
export function cronTimes(expression: string, fields: string, zone: TimeZone): NextTime {
  const calendar = parse(expression, fields);
  return (after) => {
    let wallTime: number | undefined = zone.wallTimeOf(after);
    while (wallTime !== undefined) {
      wallTime = calendar.nextRun(new Date(wallTime))?.getTime();
      const instant = wallTime === undefined ? undefined : zone.firstInstantOf(wallTime);
      if (instant !== undefined && instant > after) return instant;
    }
    return undefined;
  };
}

function parse(expression: string, fields: string): Cron {
  try {
    return new Cron(toCronerPattern(fields), {
      paused: true,
      timezone: 'UTC',
      mode: '7-part',
      alternativeWeekdays: true,
      domAndDow: true,
    });
  } catch (error) {
    throw invalidExpression(expression, error instanceof Error ? error.message : String(error));
  }
}
