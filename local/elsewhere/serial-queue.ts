import { setTimeout as pause } from 'node:timers/promises';

const LIMITS = {
  /** Of events and invocations there are some a second; so many mean that the other side takes none. */
  mostWaiting: 1_000,
  /** Whoever ends a process waits for no longer. */
  closeMs: 5_000,
};

/** Runs tasks one after the other, in the order in which they came. */
export class SerialQueue {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** @param onLoss hears of a task that failed, or that found the queue full; the next one runs all the same */
  constructor(
    private readonly onLoss: (error: unknown) => void,
    private readonly limits = LIMITS,
  ) {}

  /** @returns whether the task was taken */
  add(task: () => Promise<void>): boolean {
    const { mostWaiting } = this.limits;
    if (this.#waiting >= mostWaiting) {
      this.onLoss(new Error(`${mostWaiting} are waiting already`));
      return false;
    }
    this.#waiting += 1;
    this.#last = this.#last
      .then(task)
      .catch(this.onLoss)
      .finally(() => (this.#waiting -= 1));
    return true;
  }

  /** Resolves when everything that was added so far has ended. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** The same, but not for ever: what is not done after `closeMs` is lost. */
  async close(): Promise<void> {
    const { closeMs } = this.limits;
    const stop = new AbortController();
    const late = pause(closeMs, 'late', { signal: stop.signal }).catch(() => undefined);
    const outcome = await Promise.race([this.#last, late]);
    stop.abort();
    if (outcome === 'late') this.onLoss(new Error(`not done ${closeMs} ms after the end`));
  }
}
