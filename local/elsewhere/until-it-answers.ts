import { setTimeout as pause } from 'node:timers/promises';

const ASK_EVERY_MS = 500;
/** An answer is there at once; this is for a program that took the port and says nothing. */
const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Resolves when something answers at an endpoint, whatever it says, as it may start later than this
 * process; or when `stop` aborts.
 */
export async function untilItAnswers(endpoint: string, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
    const answer = await fetch(endpoint, { signal }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer) return;
    await pause(ASK_EVERY_MS, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
}
