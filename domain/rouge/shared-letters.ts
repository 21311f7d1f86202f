import { grown, type TokenSequence } from './token-sequence';

/**
 * The two texts of a pair over the alphabet of what they share: every token that occurs in both is
 * a letter 1 .. size, every other token is 0. All metrics are functions of these letters and of the
 * two lengths, and the alphabet is small where the vocabulary is large.
 */
export class SharedLetters {
  reference = new Int32Array(256);
  referenceLength = 0;
  prediction = new Int32Array(256);
  predictionLength = 0;
  /** Letters in use: 1 .. size. */
  size = 0;
  /** Occurrences by letter, index 1 .. size. */
  referenceCounts = new Int32Array(256);
  predictionCounts = new Int32Array(256);
  /** Letter by token id; all zero between two pairs. */
  private letterOf = new Int32Array(1 << 12);

  /** Take the next pair. `types` is the number of token ids in use. */
  assign(prediction: TokenSequence, reference: TokenSequence, types: number): void {
    const predictionLength = prediction.length;
    const referenceLength = reference.length;
    this.predictionLength = predictionLength;
    this.referenceLength = referenceLength;
    this.reserve(predictionLength, referenceLength, types);
    const letterOf = this.letterOf;
    const predictionIds = prediction.ids;
    for (let j = 0; j < predictionLength; j++) letterOf[predictionIds[j]!] = IN_PREDICTION;
    this.assignReference(reference);
    this.assignPrediction(predictionIds);
    for (let j = 0; j < predictionLength; j++) letterOf[predictionIds[j]!] = 0;
  }

  private reserve(predictionLength: number, referenceLength: number, types: number): void {
    if (types > this.letterOf.length) this.letterOf = grown(this.letterOf, types);
    if (predictionLength > this.prediction.length) {
      this.prediction = grown(this.prediction, predictionLength);
    }
    if (referenceLength >= this.reference.length) {
      this.reference = grown(this.reference, referenceLength + 1);
      this.referenceCounts = grown(this.referenceCounts, referenceLength + 1);
      this.predictionCounts = grown(this.predictionCounts, referenceLength + 1);
    }
  }

  private assignReference({ ids, length }: TokenSequence): void {
    const { letterOf, reference, referenceCounts, predictionCounts } = this;
    let size = 0;
    for (let i = 0; i < length; i++) {
      const id = ids[i]!;
      let letter = letterOf[id]!;
      if (letter === IN_PREDICTION) {
        letter = ++size;
        letterOf[id] = letter;
        referenceCounts[letter] = 0;
        predictionCounts[letter] = 0;
      }
      if (letter !== 0) referenceCounts[letter]!++;
      reference[i] = letter;
    }
    this.size = size;
  }

  private assignPrediction(ids: Int32Array): void {
    const { letterOf, prediction, predictionCounts, predictionLength } = this;
    for (let j = 0; j < predictionLength; j++) {
      const letter = letterOf[ids[j]!]!;
      if (letter > 0) {
        predictionCounts[letter]!++;
        prediction[j] = letter;
      } else {
        prediction[j] = 0;
      }
    }
  }
}

/** Marks a token of the prediction that the reference has not shown yet. */
const IN_PREDICTION = -1;
