import { type ScheduleExpression } from './expression';

/** When a schedule occurs. All times are epoch milliseconds. */
export interface Timing {
  readonly expression: ScheduleExpression;
  /** From here a rate counts: the start date, else the creation. */
  readonly anchor: number;
  /** First and last moment of a recurring schedule; a one-time schedule ignores both. */
  readonly startDate?: number | undefined;
  readonly endDate?: number | undefined;
}

/**
 * First occurrence after `after`; undefined if there is none any more. A rate occurs first at its
 * anchor: without a start date a schedule invokes its target as soon as it is made.
 * Source: EventBridge Scheduler user guide, "Schedule types"; API Reference, CreateSchedule.
 */
export function nextOccurrence(timing: Timing, after: number): number | undefined {
  const { expression, startDate = -Infinity, endDate = Infinity } = timing;
  if (expression.kind === 'at') {
    const { time } = expression;
    return time !== undefined && time > after ? time : undefined;
  }
  const from = Math.max(after, startDate - 1);
  const next =
    expression.kind === 'cron'
      ? expression.next(from)
      : nextOfRate(expression.periodMs, timing.anchor, from);
  return next !== undefined && next <= endDate ? next : undefined;
}

function nextOfRate(periodMs: number, anchor: number, after: number): number {
  const past = Math.floor((after - anchor) / periodMs) + 1;
  return anchor + Math.max(0, past) * periodMs;
}
