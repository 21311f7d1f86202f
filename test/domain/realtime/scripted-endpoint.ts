import { type Clock } from '../../../domain/realtime/clock';
import { InvokeFailure } from '../../../domain/realtime/invoke-failure';
import { type InvokePort } from '../../../domain/realtime/request-sender';

/** The answer that the simulated container gives to a text. */
export const answerTo = (text: string): string => `<${text}>`;

export interface ScriptedEndpoint {
  readonly invoke: InvokePort;
  /** Texts of each request, in the order in which they came. */
  readonly requests: readonly (readonly string[])[];
  /** Most requests that were under way at a time. */
  readonly mostAtOnce: number;
}

/** How a request ends: by a value that it throws, by bytes, or as a container would answer. */
export type Fault = (texts: readonly string[], request: number) => unknown;

/**
 * An endpoint of the text2text contract in memory. It takes `seconds` for a request.
 * @param fault undefined: answered; bytes: the reply; anything else is thrown
 */
export function scriptedEndpoint(
  clock: Clock,
  fault: Fault = () => undefined,
  seconds = 1,
): ScriptedEndpoint {
  const requests: string[][] = [];
  let underWay = 0;
  const endpoint = {
    requests,
    mostAtOnce: 0,
    async invoke(body: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
      const texts = textsOf(body);
      const request = requests.push(texts);
      endpoint.mostAtOnce = Math.max(endpoint.mostAtOnce, ++underWay);
      try {
        await clock.sleep(seconds * 1000, signal);
      } finally {
        underWay--;
      }
      const ends = fault(texts, request);
      if (ends instanceof Uint8Array) return ends;
      if (ends !== undefined) throw ends as Error;
      return reply(texts.map((text) => ({ generated_texts: [answerTo(text)] })));
    },
  };
  return endpoint;
}

export function reply(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export const failure = (name: InvokeFailure['name'], message = 'as scripted'): InvokeFailure =>
  new InvokeFailure(name, message);

/** The name of the error that `work` throws. */
export function thrownName(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).name;
  }
  return 'nothing was thrown';
}

function textsOf(body: Uint8Array): string[] {
  const { text_inputs } = JSON.parse(new TextDecoder().decode(body)) as {
    text_inputs: string | string[];
  };
  return [text_inputs].flat();
}
