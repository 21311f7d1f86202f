import { type Clock } from '../clock';

/**
 * A minute is the precision that the Scheduler promises. Timers stand still while the machine
 * sleeps, so a long one would wake up late; and beyond 24.8 days (2^31 - 1 ms) Node fires at once.
 */
const LONGEST_SLEEP_MS = 60_000;

/** Never early, as a timer may be by a millisecond, and however far away `time` is. */
export async function sleepUntil(time: number, clock: Clock, signal: AbortSignal): Promise<void> {
  for (let rest = time - clock.now(); rest > 0; rest = time - clock.now()) {
    await clock.sleep(Math.min(rest, LONGEST_SLEEP_MS), signal);
  }
}
