import { BitColumn, bitCount } from './bit-column';
import { type SharedLetters } from './shared-letters';
import { grown } from './token-sequence';

/**
 * Length of the longest common subsequence of two token sequences, bit-parallel (Hyyrö 2004).
 * Tokens of one side that the other lacks cannot take part, so the vector has a bit for each shared
 * token of the reference only; up to 32 of them, the usual case for a summary, it is one integer.
 */
export class LcsLength {
  private letters = new Int32Array(256);
  private masks = new Int32Array(256);
  private readonly column = new BitColumn();

  of(pair: SharedLetters): number {
    this.letters = grown(this.letters, pair.referenceLength);
    const { letters } = this;
    const { reference, referenceLength } = pair;
    let length = 0;
    for (let i = 0; i < referenceLength; i++) {
      const letter = reference[i]!;
      if (letter !== 0) letters[length++] = letter;
    }
    return length <= 32 ? this.inOneWord(pair, length) : this.inManyWords(pair, length);
  }

  private inOneWord({ prediction, predictionLength, size }: SharedLetters, length: number): number {
    this.masks = grown(this.masks, size + 1);
    const { letters, masks } = this;
    masks.fill(0, 0, size + 1);
    for (let i = 0; i < length; i++) masks[letters[i]!]! |= 1 << i;
    let column = -1;
    for (let j = 0; j < predictionLength; j++) {
      const matches = masks[prediction[j]!]!;
      column = (column + (column & matches)) | (column & ~matches);
    }
    return bitCount(~column);
  }

  private inManyWords(pair: SharedLetters, length: number): number {
    const { column } = this;
    column.load(this.letters, 0, length, pair.size);
    for (let j = 0; j < pair.predictionLength; j++) {
      const letter = pair.prediction[j]!;
      if (letter !== 0) column.advance(letter);
    }
    return column.zeros();
  }
}
