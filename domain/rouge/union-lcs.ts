import { LongLineAligner } from './long-line-aligner';
import { type SharedLetters } from './shared-letters';
import { grown, type TokenSequence } from './token-sequence';

/**
 * Hits of rougeLsum (Lin 2004, section 3.2): for each line of the reference, the union over the
 * lines of the prediction of the reference positions on one longest common subsequence; a token
 * counts at most as often as the prediction holds it.
 *
 * Which of several longest subsequences counts is decided as rouge_score's `_backtrack_norec` does:
 * from the ends, a match is taken; else the prediction steps back where that keeps the length and
 * stepping back in the reference would not; else the reference steps back. In the bit vector of a
 * column (see {@link BitColumn}) that decision is one bit, so the walk jumps: from row i of column j
 * to the highest row <= i that holds a match or a 0.
 *
 * Several short lines of the reference share one 32-bit word, with a 0 between them that swallows
 * the carry of the line below. A run of prediction tokens without a match leaves the vector as it
 * is, and a second step through the same vector moves nothing, so the run is kept as one step.
 */
export class UnionLcs {
  /** How many occurrences of each letter the prediction has left to give. */
  private remaining = new Int32Array(256);
  /** Of the lines in the word: positions by letter, letter by position, positions of each line. */
  private masks = new Int32Array(256);
  private readonly letterAt = new Int32Array(32);
  private readonly lineMasks = new Int32Array(32);
  /** All positions of all lines in the word: every bit but the guards and what is unused. */
  private body = 0;
  private linesInWord = 0;
  private bitsInWord = 0;
  /** Of the prediction line being aligned: matches, and matches or zeros, after each step. */
  private matches = new Int32Array(256);
  private stops = new Int32Array(256);
  private readonly longLines = new LongLineAligner();

  hits(pair: SharedLetters, prediction: TokenSequence, reference: TokenSequence): number {
    this.remaining = grown(this.remaining, pair.size + 1);
    this.remaining.set(pair.predictionCounts.subarray(0, pair.size + 1));
    this.masks = grown(this.masks, pair.size + 1);
    this.matches = grown(this.matches, pair.predictionLength);
    this.stops = grown(this.stops, pair.predictionLength);
    let hits = 0;
    let from = 0;
    for (let line = 0; line < reference.lineCount; line++) {
      const to = reference.lineEnds[line]!;
      const shared = countLetters(pair.reference, from, to);
      if (shared > 32) {
        hits += this.longLines.hits(pair, from, to, prediction, this.remaining);
      } else if (shared > 0) {
        // One bit more for the guard; the last line of a word needs none.
        if (this.bitsInWord + shared > 32) hits += this.closeWord(pair, prediction);
        this.addLine(pair.reference, from, to);
      }
      from = to;
    }
    return this.bitsInWord > 0 ? hits + this.closeWord(pair, prediction) : hits;
  }

  private addLine(reference: Int32Array, from: number, to: number): void {
    const { letterAt, masks } = this;
    let bit = this.bitsInWord;
    let lineMask = 0;
    for (let i = from; i < to; i++) {
      const letter = reference[i]!;
      if (letter === 0) continue;
      letterAt[bit] = letter;
      masks[letter]! |= 1 << bit;
      lineMask |= 1 << bit++;
    }
    this.lineMasks[this.linesInWord++] = lineMask;
    this.body |= lineMask;
    this.bitsInWord = bit + 1;
  }

  /** Align all prediction lines with the lines in the word, count, and empty the word. */
  private closeWord(pair: SharedLetters, prediction: TokenSequence): number {
    const { letterAt, masks, remaining } = this;
    let union = 0;
    let from = 0;
    for (let line = 0; line < prediction.lineCount; line++) {
      const to = prediction.lineEnds[line]!;
      union |= this.align(pair.prediction, from, to);
      from = to;
    }
    let hits = 0;
    while (union !== 0) {
      const bit = 31 - Math.clz32(union);
      union ^= 1 << bit;
      const letter = letterAt[bit]!;
      if (remaining[letter]! > 0) {
        remaining[letter]!--;
        hits++;
      }
    }
    masks.fill(0, 0, pair.size + 1);
    this.linesInWord = 0;
    this.bitsInWord = 0;
    this.body = 0;
    return hits;
  }

  /** Positions of the word's lines on their longest common subsequences with one prediction line. */
  private align(prediction: Int32Array, from: number, to: number): number {
    const { masks, matches, stops, lineMasks, linesInWord } = this;
    const body = this.body;
    let steps = 0;
    let column = body;
    // Before the first match the vector holds no 0: nothing to stop at.
    let inGap = true;
    for (let j = from; j < to; j++) {
      const matching = masks[prediction[j]!]!;
      if (matching !== 0) {
        column = ((column + (column & matching)) | (column & ~matching)) & body;
        matches[steps] = matching;
        stops[steps++] = matching | ~column;
        inGap = false;
      } else if (!inGap) {
        matches[steps] = 0;
        stops[steps++] = ~column;
        inGap = true;
      }
    }
    if (steps === 0) return 0;
    let union = 0;
    for (let line = 0; line < linesInWord; line++) {
      let open = lineMasks[line]!;
      for (let step = steps - 1; step >= 0; step--) {
        const stop = stops[step]! & open;
        if (stop === 0) break;
        const bit = 1 << (31 - Math.clz32(stop));
        if ((matches[step]! & bit) !== 0) {
          union |= bit;
          open &= bit - 1;
        } else {
          open &= bit | (bit - 1);
        }
      }
    }
    return union;
  }
}

function countLetters(letters: Int32Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) count += letters[i] === 0 ? 0 : 1;
  return count;
}
