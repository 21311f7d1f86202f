/** UTF-8 takes at most three bytes for a UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 3;
const FIRST_BYTES = 64 * 1024;

/**
 * Lines of text as the bytes that will be uploaded. Encoding each line as it comes saves joining
 * and encoding a whole shard later, and counts its bytes on the way.
 */
export class LineBuffer {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a line and its newline. */
  add(line: string): void {
    const most = this.#length + line.length * MAX_BYTES_PER_UNIT + 1;
    if (most > this.#bytes.length) this.#grow(most);
    this.#length += this.#bytes.write(line, this.#length, 'utf8');
    this.#bytes[this.#length++] = 0x0a;
  }

  /** Hands the bytes over and starts anew; nothing is copied. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    // The next shard will be about as large as this one.
    this.#bytes = Buffer.allocUnsafe(Math.max(FIRST_BYTES, this.#length));
    this.#length = 0;
    return taken;
  }

  #grow(least: number): void {
    const larger = Buffer.allocUnsafe(Math.max(least, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
