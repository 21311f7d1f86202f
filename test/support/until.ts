import { setTimeout as pause } from 'node:timers/promises';

/** Between two questions: short enough not to matter, long enough to leave the other side the processor. */
const PAUSE_MILLISECONDS = 5;
/** Beyond the time-out of any test: a loop of a test that is over must not go on for ever. */
const MOST_MILLISECONDS = 310_000;

/** Asks until there is an answer. @throws Error when none comes */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + MOST_MILLISECONDS;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(PAUSE_MILLISECONDS);
  }
  throw new Error(`no answer within ${MOST_MILLISECONDS} ms`);
}
