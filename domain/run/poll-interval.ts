/** Step Functions ends an execution at 25,000 events of history. */
const HISTORY_EVENTS = 25_000;
/** A fifth stays free for the states before and after the wait, and for retries. */
const BUDGET = 0.8;
/** Wait, task (entered, scheduled, started, succeeded, exited) and choice, entered and left: 9 events. */
const EVENTS_PER_POLL = 9;

/**
 * Whole seconds between two looks at the transform job, so that even the longest run that
 * `maxRuntimeHours` allows stays within the history: 20,000 / 9 = 2,222 polls.
 * 12 h -> 20 s; 24 h -> 39 s; half an hour -> 1 s.
 */
export function pollIntervalSeconds(maxRuntimeHours: number): number {
  const polls = Math.floor((HISTORY_EVENTS * BUDGET) / EVENTS_PER_POLL);
  return Math.max(1, Math.ceil((maxRuntimeHours * 3600) / polls));
}
