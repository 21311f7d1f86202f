import { type Clock } from '../clock';

/** Node's timers fire at once beyond 2^31 - 1 ms, 24.8 days. */
const LONGEST_SLEEP_MS = 24 * 3_600_000;

/** Never early, as a timer may be by a millisecond, and however far away `time` is. */
export async function sleepUntil(time: number, clock: Clock, signal: AbortSignal): Promise<void> {
  for (let rest = time - clock.now(); rest > 0; rest = time - clock.now()) {
    await clock.sleep(Math.min(rest, LONGEST_SLEEP_MS), signal);
  }
}
