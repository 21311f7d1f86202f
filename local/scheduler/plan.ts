import { parseExpression } from './expression';
import { type Timing } from './occurrences';
import { type ScheduleSettings } from './schedule-settings';

/** Whether both occur at the same times, but for their end. */
export function isSamePlan(a: ScheduleSettings, b: ScheduleSettings): boolean {
  return (
    a.ScheduleExpression === b.ScheduleExpression &&
    a.ScheduleExpressionTimezone === b.ScheduleExpressionTimezone &&
    a.StartDate === b.StartDate
  );
}

/**
 * @param anchor where a rate without a start date counts from, in epoch milliseconds
 * @throws AwsError ValidationException
 */
export function timingOf(settings: ScheduleSettings, anchor: number): Timing {
  const { ScheduleExpression, ScheduleExpressionTimezone, StartDate, EndDate } = settings;
  return {
    expression: parseExpression(ScheduleExpression, ScheduleExpressionTimezone),
    anchor: StartDate ?? anchor,
    startDate: StartDate,
    endDate: EndDate,
  };
}
