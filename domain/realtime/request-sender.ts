import { backoff } from './backoff';
import { type Clock } from './clock';
import { failureOfError } from './failure-of-error';
import { InvokeFailure } from './invoke-failure';

/**
 * Carries one request to the endpoint and its reply back. It makes one attempt: who waits, and for
 * how long, is decided here. Errors may be the SDK's, or an InvokeFailure.
 *
 * @param signal aborts when nobody waits for the reply any more
 */
export type InvokePort = (body: Uint8Array, signal: AbortSignal) => Promise<Uint8Array>;

export interface SenderOptions {
  readonly invoke: InvokePort;
  /** Epoch milliseconds by the clock: when the answers must be complete. Infinity: no hurry. */
  readonly deadline: number;
  /** Of a request, the first included. */
  readonly maxTries: number;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Sends requests, again where that helps, until the deadline or until a failure says that none will succeed. */
export class RequestSender {
  /** How many requests went out, repeated ones included. */
  requests = 0;
  /** What ended the sending for good. */
  #hopeless: InvokeFailure | undefined;
  readonly #waits = new AbortController();

  constructor(private readonly options: SenderOptions) {}

  /** @throws InvokeFailure, whatever happened */
  async send(body: Uint8Array): Promise<Uint8Array> {
    for (let tries = 1; ; tries++) {
      if (this.#hopeless) throw this.#hopeless;
      try {
        return await this.#try(body);
      } catch (error) {
        const failure = failureOfError(error);
        if (failure.remedy === 'stop') this.#stop(failure);
        if (failure.remedy !== 'retry') throw failure;
        await this.#waitAfter(failure, tries);
      }
    }
  }

  async #try(body: Uint8Array): Promise<Uint8Array> {
    const { clock, deadline, invoke } = this.options;
    const remaining = deadline - clock.now();
    if (remaining <= 0)
      throw new InvokeFailure('NotEnoughTime', 'the time was over before its turn');
    this.requests++;
    const call = new AbortController();
    const timer = new AbortController();
    const reply = invoke(body, call.signal);
    try {
      if (remaining === Infinity) return await reply;
      return await Promise.race([reply, this.#timeOver(remaining, timer.signal)]);
    } finally {
      timer.abort();
      call.abort();
      // When the time was over first, how the request ends is of no interest.
      reply.catch(() => undefined);
    }
  }

  async #timeOver(milliseconds: number, signal: AbortSignal): Promise<never> {
    await this.options.clock.sleep(milliseconds, signal);
    throw new InvokeFailure('NotEnoughTime', 'the time was over before the endpoint answered');
  }

  /** @throws InvokeFailure the last one, when there is no further try; NotEnoughTime when it would come too late */
  async #waitAfter(failure: InvokeFailure, tries: number): Promise<void> {
    const { maxTries, clock, deadline, random } = this.options;
    const count = tries === 1 ? 'once' : `${tries} times`;
    if (tries >= maxTries) {
      throw new InvokeFailure(failure.name, `asked ${count}; at last ${failure.message}`);
    }
    const wait = backoff(tries, random);
    if (clock.now() + wait >= deadline) {
      const message = `the time was over after it was asked ${count}; at last ${failure.message}`;
      throw new InvokeFailure('NotEnoughTime', message);
    }
    await clock.sleep(wait, this.#waits.signal).catch(() => undefined);
  }

  /** Wakes who waits for another try: it would be in vain. */
  #stop(failure: InvokeFailure): void {
    this.#hopeless ??= failure;
    this.#waits.abort();
  }
}
