import { type Clock } from '../clock';

/** Reason of the abort when the time is over. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/**
 * Runs `work` with a signal that aborts after `milliseconds` or with the outer signal.
 * The clock is the injected one, so that tests decide when time is over. Not AbortSignal.any: on Node 20 a
 * long-lived source signal keeps every signal derived from it, here one for each request.
 */
export async function withDeadline<Result>(
  clock: Clock,
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const inner = new AbortController();
  const finished = new AbortController();
  const onOuter = (): void => {
    inner.abort(outer.reason);
  };
  outer.addEventListener('abort', onOuter);
  if (outer.aborted) onOuter();
  clock.sleep(milliseconds, finished.signal).then(
    () => {
      inner.abort(new DeadlineError(`No end after ${milliseconds} ms`));
    },
    () => undefined,
  );
  try {
    return await work(inner.signal);
  } finally {
    outer.removeEventListener('abort', onOuter);
    finished.abort();
  }
}
