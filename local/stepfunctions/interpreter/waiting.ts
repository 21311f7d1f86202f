import { type Clock } from '../../clock';
import { Interrupted } from './errors';

/** Node's timers take 31 bits of milliseconds (24.8 days); a Wait may last longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Sleeps until `time` (epoch milliseconds). @throws Interrupted when the signal fires */
export async function sleepUntil(clock: Clock, time: number, signal: AbortSignal): Promise<void> {
  for (let left = time - clock.now(); left > 0; left = time - clock.now()) {
    await interruptible(clock.sleep(Math.min(left, LONGEST_TIMER_MS), signal), signal);
  }
}

/** Waits for `work`, or leaves it to itself when the signal fires. @throws Interrupted */
export async function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined);
    throw new Interrupted();
  }
  return new Promise<T>((resolve, reject) => {
    const interrupt = (): void => {
      reject(new Interrupted());
    };
    signal.addEventListener('abort', interrupt, { once: true });
    work
      .then(resolve, (error: unknown) => {
        reject(signal.aborted ? new Interrupted() : toError(error));
      })
      .finally(() => {
        signal.removeEventListener('abort', interrupt);
      });
  });
}

/**
 * Waits for `work` at most `milliseconds`; after that `late` makes the error and the work's outcome
 * is dropped.
 */
export async function withTimeout<T>(
  work: Promise<T>,
  clock: Clock,
  milliseconds: number,
  late: () => Error,
): Promise<T> {
  const done = new AbortController();
  const timer = sleepUntil(clock, clock.now() + milliseconds, done.signal).then(() => {
    throw late();
  });
  try {
    return await Promise.race([work, timer]);
  } finally {
    done.abort();
    // Whichever lost may still reject; nobody waits for it any more.
    work.catch(() => undefined);
    timer.catch(() => undefined);
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
