import { type SharedLetters } from './shared-letters';
import { grown } from './token-sequence';

/** The pair table is an array of (grams + 1) x (letters + 1) cells up to this size (256 KB). */
const MOST_CELLS = 1 << 16;

/**
 * Clipped n-gram overlap (Lin 2004, section 2): the sum over all n-grams of the smaller of their
 * two counts.
 *
 * An n-gram is named by the pair (name of its first n-1 tokens, last token), so that one step leads
 * from n-1 to n and names never collide. 0 names every n-gram that cannot occur on both sides.
 */
export class NgramOverlap {
  /** hits[n] for n = 1 .. the n last asked for. */
  readonly hits = new Int32Array(10);
  private referenceGrams = new Int32Array(256);
  private predictionGrams = new Int32Array(256);
  private counts = new Int32Array(256);
  private readonly names = new PairNames();

  count(pair: SharedLetters, longest: number): void {
    this.hits.fill(0);
    this.hits[1] = unigramHits(pair);
    if (longest < 2) return;
    this.referenceGrams = grown(this.referenceGrams, pair.referenceLength);
    this.predictionGrams = grown(this.predictionGrams, pair.predictionLength);
    this.counts = grown(this.counts, pair.referenceLength + 1);
    this.referenceGrams.set(pair.reference.subarray(0, pair.referenceLength));
    this.predictionGrams.set(pair.prediction.subarray(0, pair.predictionLength));
    let grams = pair.size;
    for (let n = 2; n <= longest && this.hits[n - 1] !== 0; n++) {
      this.names.reset(grams, pair.size, pair.referenceLength);
      grams = this.nameReference(pair, n);
      this.hits[n] = this.matchPrediction(pair, n);
    }
  }

  private nameReference({ reference, referenceLength }: SharedLetters, n: number): number {
    const { referenceGrams, counts, names } = this;
    let grams = 0;
    for (let i = 0; i + n <= referenceLength; i++) {
      const head = referenceGrams[i]!;
      const last = reference[i + n - 1]!;
      if (head === 0 || last === 0) {
        referenceGrams[i] = 0;
        continue;
      }
      const name = names.nameOrAdd(head, last, grams + 1);
      if (name > grams) {
        grams = name;
        counts[name] = 0;
      }
      counts[name]!++;
      referenceGrams[i] = name;
    }
    return grams;
  }

  private matchPrediction({ prediction, predictionLength }: SharedLetters, n: number): number {
    const { predictionGrams, counts, names } = this;
    let hits = 0;
    for (let j = 0; j + n <= predictionLength; j++) {
      const head = predictionGrams[j]!;
      const last = prediction[j + n - 1]!;
      const name = head === 0 || last === 0 ? 0 : names.nameOf(head, last);
      predictionGrams[j] = name;
      if (name !== 0 && counts[name]! > 0) {
        counts[name]!--;
        hits++;
      }
    }
    return hits;
  }
}

function unigramHits({ size, referenceCounts, predictionCounts }: SharedLetters): number {
  let hits = 0;
  for (let letter = 1; letter <= size; letter++) {
    const expected = referenceCounts[letter]!;
    const predicted = predictionCounts[letter]!;
    hits += expected < predicted ? expected : predicted;
  }
  return hits;
}

/** A map (head, last) -> name: a plain table while that is small, else open addressing. */
class PairNames {
  private cells = new Int32Array(1 << 10);
  /** Cells in a row of the plain table; 0 when hashed. */
  private width = 0;
  private mask = 0;
  private heads = new Int32Array(0);
  private lasts = new Int32Array(0);

  reset(heads: number, lasts: number, most: number): void {
    const plain = (heads + 1) * (lasts + 1);
    this.width = plain <= MOST_CELLS ? lasts + 1 : 0;
    const used = this.width > 0 ? plain : 2 ** Math.ceil(Math.log2(2 * most));
    this.mask = used - 1;
    this.cells = grown(this.cells, used);
    this.cells.fill(0, 0, used);
    if (this.width === 0) {
      this.heads = grown(this.heads, used);
      this.lasts = grown(this.lasts, used);
    }
  }

  /** The name of the pair, or 0. */
  nameOf(head: number, last: number): number {
    const cell = this.width > 0 ? head * this.width + last : this.probe(head, last);
    return this.cells[cell]!;
  }

  /** The name of the pair; `fresh` becomes its name when it has none. */
  nameOrAdd(head: number, last: number, fresh: number): number {
    const cell = this.width > 0 ? head * this.width + last : this.probe(head, last);
    const name = this.cells[cell]!;
    if (name !== 0) return name;
    this.cells[cell] = fresh;
    if (this.width === 0) {
      this.heads[cell] = head;
      this.lasts[cell] = last;
    }
    return fresh;
  }

  private probe(head: number, last: number): number {
    const { cells, heads, lasts, mask } = this;
    // Two odd constants of Knuth's multiplicative hashing (golden ratio) and of MurmurHash3.
    const mixed = Math.imul(head, 0x9e3779b1) ^ Math.imul(last, 0x85ebca6b);
    let cell = (mixed ^ (mixed >>> 15)) & mask;
    while (cells[cell] !== 0 && (heads[cell] !== head || lasts[cell] !== last)) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }
}
