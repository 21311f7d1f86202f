import { type BenchTarget } from '../../../cli/bench-endpoint/run-setting';
import { type Clock } from '../../../domain/realtime/clock';
import { text2textContract } from '../../../domain/realtime/text2text-contract';

/** A clock that goes on only when all who run wait for it: the earliest of them is woken. */
export class ManualClock implements Clock {
  #time = 0;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#time;
  }

  async sleep(milliseconds: number): Promise<void> {
    await new Promise<void>((wake) => {
      this.#sleepers.push({ at: this.#time + milliseconds, wake });
    });
  }

  /** Lets time pass until the work is done. */
  async finish<Result>(work: Promise<Result>): Promise<Result> {
    const settled = { yes: false };
    const settle = (): void => {
      settled.yes = true;
    };
    work.then(settle, settle);
    for (;;) {
      // A turn of the event loop: whoever was woken has by then come to its next wait, or to its end.
      await new Promise(setImmediate);
      if (settled.yes) return work;
      const [next] = this.#sleepers.sort((left, right) => left.at - right.at);
      if (!next) throw new Error('nobody waits, and the work is not done');
      this.#sleepers.shift();
      this.#time = next.at;
      next.wake();
    }
  }
}

interface Request {
  readonly texts: readonly string[];
  readonly batch_size: number;
  readonly at: number;
}

/** An endpoint that answers after 100 ms and 10 ms a text, and remembers what it was asked. */
export function timedEndpoint(
  texts: readonly string[],
  fail?: (request: number) => Error | undefined,
) {
  const clock = new ManualClock();
  const requests: Request[] = [];
  const target: BenchTarget = {
    contract: text2textContract,
    texts,
    parameters: {},
    clock,
    async invoke(body) {
      const { text_inputs, batch_size } = JSON.parse(new TextDecoder().decode(body)) as {
        text_inputs: string | string[];
        batch_size: number;
      };
      const asked = typeof text_inputs === 'string' ? [text_inputs] : text_inputs;
      requests.push({ texts: asked, batch_size, at: clock.now() });
      const error = fail?.(requests.length);
      await clock.sleep(100 + 10 * asked.length);
      if (error) throw error;
      const reply = asked.map((text) => ({ generated_texts: [text] }));
      return new TextEncoder().encode(JSON.stringify(reply));
    },
  };
  return { clock, requests, target };
}
