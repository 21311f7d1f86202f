import { BitColumn } from './bit-column';
import { type SharedLetters } from './shared-letters';
import { grown, type TokenSequence } from './token-sequence';

/**
 * The union of longest common subsequences for a reference line with more than 32 shared tokens;
 * see {@link UnionLcs} for what it computes.
 *
 * The walk back needs every column. Of a prediction line of n steps only every sqrt(n)-th is kept,
 * and the columns between two kept ones are computed again when the walk gets there: twice the time
 * for sqrt(n) of the memory (two lines of 20,000 tokens: 2 * 142 columns of 2.5 KB, not 50 MB).
 */
export class LongLineAligner {
  private readonly column = new BitColumn();
  private letters = new Int32Array(256);
  private steps = new Int32Array(256);
  private kept = new Int32Array(0);
  private block = new Int32Array(0);
  private union = new Uint8Array(256);

  /** Hits of the reference line [from, to); they are taken from `remaining`. */
  hits(
    pair: SharedLetters,
    from: number,
    to: number,
    prediction: TokenSequence,
    remaining: Int32Array,
  ): number {
    const length = this.loadReference(pair, from, to);
    let start = 0;
    for (let line = 0; line < prediction.lineCount; line++) {
      const end = prediction.lineEnds[line]!;
      this.align(length, this.collectSteps(pair.prediction, start, end));
      start = end;
    }
    let hits = 0;
    for (let position = 0; position < length; position++) {
      const letter = this.letters[position]!;
      if (this.union[position] === 1 && remaining[letter]! > 0) {
        remaining[letter]!--;
        hits++;
      }
    }
    return hits;
  }

  private loadReference({ reference, size }: SharedLetters, from: number, to: number): number {
    this.letters = grown(this.letters, to - from);
    let length = 0;
    for (let i = from; i < to; i++) {
      if (reference[i] !== 0) this.letters[length++] = reference[i]!;
    }
    if (this.union.length < length) this.union = new Uint8Array(length);
    this.union.fill(0, 0, length);
    this.column.load(this.letters, 0, length, size);
    return length;
  }

  /** The letters of a prediction line that match, with a single 0 for each run that does not. */
  private collectSteps(prediction: Int32Array, from: number, to: number): number {
    this.steps = grown(this.steps, to - from);
    const { steps, column } = this;
    let count = 0;
    for (let j = from; j < to; j++) {
      const letter = prediction[j]!;
      const matches = letter !== 0 && column.starts[letter] !== column.starts[letter + 1];
      if (matches) steps[count++] = letter;
      else if (count > 0 && steps[count - 1] !== 0) steps[count++] = 0;
    }
    return count;
  }

  private align(length: number, count: number): void {
    if (count === 0) return;
    const { column, steps } = this;
    const { words } = column;
    const blockSize = Math.ceil(Math.sqrt(count));
    const blocks = Math.ceil(count / blockSize);
    this.kept = grown(this.kept, blocks * words);
    this.block = grown(this.block, blockSize * words);
    column.reset();
    for (let step = 0; step < count; step++) {
      if (step % blockSize === 0) {
        this.kept.set(column.bits.subarray(0, words), (step / blockSize) * words);
      }
      if (steps[step] !== 0) column.advance(steps[step]!);
    }
    let row = length - 1;
    for (let block = blocks - 1; block >= 0 && row >= 0; block--) {
      const first = block * blockSize;
      const last = Math.min(first + blockSize, count) - 1;
      this.recompute(block, first, last);
      for (let step = last; step >= first && row >= 0; step--) {
        row = this.stepBack(row, steps[step]!, (step - first) * words);
      }
    }
  }

  /** Fill `this.block` with the columns after the steps first .. last. */
  private recompute(block: number, first: number, last: number): void {
    const { column, steps } = this;
    const { words } = column;
    column.bits.set(this.kept.subarray(block * words, (block + 1) * words));
    for (let step = first; step <= last; step++) {
      if (steps[step] !== 0) column.advance(steps[step]!);
      this.block.set(column.bits.subarray(0, words), (step - first) * words);
    }
  }

  /** The row from which the walk goes on in the column before, or -1 at its end. */
  private stepBack(row: number, letter: number, offset: number): number {
    const zero = BitColumn.highestZero(this.block, offset, row);
    const match = letter === 0 ? -1 : this.highestMatch(letter, row);
    if (match < zero || match < 0) return zero;
    this.union[match] = 1;
    return match - 1;
  }

  /** The highest position <= `row` of the letter in the reference, or -1 (binary search). */
  private highestMatch(letter: number, row: number): number {
    const { positions, starts } = this.column;
    let low = starts[letter]!;
    let high = starts[letter + 1]!;
    const first = low;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (positions[middle]! <= row) low = middle + 1;
      else high = middle;
    }
    return low === first ? -1 : positions[low - 1]!;
  }
}
