/** The tokens of one text as integers, and where its lines end. Reused from text to text. */
export class TokenSequence {
  /** Token ids, valid up to `length`. */
  ids = new Int32Array(256);
  length = 0;
  /** For each line that holds tokens, the index after its last token; valid up to `lineCount`. */
  lineEnds = new Int32Array(256);
  lineCount = 0;

  clear(): void {
    this.length = 0;
    this.lineCount = 0;
  }

  /** Make room for `tokens` more tokens. */
  reserve(tokens: number): void {
    if (this.length + tokens <= this.ids.length) return;
    this.ids = grown(this.ids, this.length + tokens);
    // A line that counts holds a token, so there are never more lines than tokens.
    this.lineEnds = grown(this.lineEnds, this.ids.length);
  }

  /** Close a line. Lines without tokens leave no trace, since they take part in no metric. */
  endLine(): void {
    const previous = this.lineCount === 0 ? 0 : this.lineEnds[this.lineCount - 1]!;
    if (this.length > previous) this.lineEnds[this.lineCount++] = this.length;
  }
}

/** The array itself when it holds `needed` items, else a copy of at least twice the size. */
export function grown(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Int32Array(Math.max(needed, array.length * 2));
  larger.set(array);
  return larger;
}
