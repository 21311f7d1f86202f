import { type WriteStream } from 'node:tty';

/** Where words for a person go; a terminal can rewrite its last line, a file cannot. */
type Output = Pick<WriteStream, 'write'> & { readonly isTTY?: boolean };

/** One line that tells how far something is; in a log each change becomes a line of its own. */
export class ProgressLine {
  readonly #output: Output;
  #shown = '';

  constructor(output: Output) {
    this.#output = output;
  }

  show(text: string): void {
    if (text === this.#shown) return;
    this.#shown = text;
    // CR, erase to the end of the line (ECMA-48 EL).
    this.#output.write(this.#output.isTTY === true ? `\r\u001B[K${text}` : `${text}\n`);
  }

  /** Leaves the last text standing. */
  end(): void {
    if (this.#output.isTTY === true && this.#shown !== '') this.#output.write('\n');
    this.#shown = '';
  }
}
