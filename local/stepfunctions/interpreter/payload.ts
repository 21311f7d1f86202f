import { type Json, parseJson } from '../json';
import { MAX_PAYLOAD_BYTES } from '../limits';

/**
 * A value on its way between states, with its JSON text written at most once:
 * the history, the size check and the next state's input all want the same text.
 */
export class Payload {
  readonly #value: Json;
  #text: string | undefined;
  #bytes: number | undefined;

  private constructor(value: Json, text?: string) {
    this.#value = value;
    this.#text = text;
  }

  static of(value: Json): Payload {
    return new Payload(value);
  }

  /** Throws SyntaxError if `text` is not JSON. */
  static parse(text: string): Payload {
    return new Payload(parseJson(text), text);
  }

  get value(): Json {
    return this.#value;
  }

  get text(): string {
    this.#text ??= JSON.stringify(this.#value);
    return this.#text;
  }

  /** UTF-8 bytes of the text. */
  get bytes(): number {
    this.#bytes ??= Buffer.byteLength(this.text);
    return this.#bytes;
  }

  get exceedsLimit(): boolean {
    return this.bytes > MAX_PAYLOAD_BYTES;
  }
}
