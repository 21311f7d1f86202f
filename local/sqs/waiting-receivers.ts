import { type Clock } from '../clock';

/** The receivers of one queue that wait for a message. */
export class WaitingReceivers {
  readonly #waiting = new Set<AbortController>();

  constructor(
    private readonly clock: Clock,
    /** Wakes all of them for good. */
    private readonly closing: AbortSignal,
  ) {}

  /** Resolves at `time`, in epoch milliseconds, or when it is woken before. */
  async sleepUntil(time: number): Promise<void> {
    const woken = new AbortController();
    this.#waiting.add(woken);
    await this.clock
      .sleep(time - this.clock.now(), AbortSignal.any([woken.signal, this.closing]))
      .catch(() => undefined);
    this.#waiting.delete(woken);
  }

  /** To be called when there may be something to receive. */
  wakeAll(): void {
    for (const receiver of this.#waiting) receiver.abort();
  }
}
