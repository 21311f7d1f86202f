import { setImmediate as macrotask } from 'node:timers/promises';
import { type Clock } from '../../local/clock';

interface Timer {
  readonly due: number;
  readonly fire: () => void;
}

/** A clock that stands still until a test moves it, so that waits of days take no time. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(start = Date.parse('2026-01-01T00:00:00Z')) {
    this.#now = start;
  }

  /** Sleepers that have not been woken. */
  get sleepers(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#timers.delete(timer);
        reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      const timer = {
        due: this.#now + milliseconds,
        fire: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      if (signal?.aborted) {
        abort();
        return;
      }
      signal?.addEventListener('abort', abort, { once: true });
      this.#timers.add(timer);
    });
  }

  /** Moves the time on, waking sleepers in order; all that they set off has run when it resolves. */
  async advance(milliseconds: number): Promise<void> {
    const target = this.#now + milliseconds;
    await macrotask();
    for (let timer = this.#next(); timer && timer.due <= target; timer = this.#next()) {
      await this.#wake(timer);
    }
    this.#now = target;
  }

  /** Jumps from sleeper to sleeper until `work` settles. */
  async runUntil<T>(work: Promise<T>): Promise<T> {
    const settled = new AbortController();
    const settle = (): void => {
      settled.abort();
    };
    work.then(settle, settle);
    for (;;) {
      await macrotask();
      if (settled.signal.aborted) return work;
      const timer = this.#next();
      if (timer) await this.#wake(timer);
    }
  }

  #next(): Timer | undefined {
    return [...this.#timers].sort((a, b) => a.due - b.due)[0];
  }

  async #wake(timer: Timer): Promise<void> {
    this.#timers.delete(timer);
    this.#now = Math.max(this.#now, timer.due);
    timer.fire();
    await macrotask();
  }
}
