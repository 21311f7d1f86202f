import { DefaultTokenizer } from './default-tokenizer';
import { LcsLength } from './lcs-length';
import { NgramOverlap } from './ngram-overlap';
import { describe, resolveOptions, type RougeOptions } from './options';
import { ngramLength, recordByType, type RougeType, UNION_OF_LINES } from './rouge-type';
import { readScore, type Score, SCORE_WIDTH, writeScore } from './score';
import { sentencePerLine } from './sentence-lines';
import { SharedLetters } from './shared-letters';
import { TokenSequence } from './token-sequence';
import { type Tokenizer } from './tokenizer';
import { UnionLcs } from './union-lcs';
import { UnicodeTokenizer } from './unicode-tokenizer';

/** One score for each type that was asked for. */
export type Scores = Record<RougeType, Score>;

/**
 * ROUGE as Google's rouge_score 0.1.2 computes it, to the last bit, for one pair of texts after the
 * other. Keeps its buffers and the vocabulary between pairs, so one scorer for many pairs is far
 * faster than many scorers; memory is bounded by the largest pair and 262,144 types.
 */
export class RougeScorer {
  readonly options: Required<RougeOptions>;
  /** Length of what {@link scoreInto} writes: three doubles a type. */
  readonly width: number;
  /** Tokens of the texts last scored; several references are added up. */
  predictionTokens = 0;
  referenceTokens = 0;

  /** By type: n of rougeN, else 0 or {@link UNION_OF_LINES}. */
  private readonly ngrams: Int32Array;
  private readonly longestNgram: number;
  private readonly wantsLcs: boolean;
  private readonly wantsUnion: boolean;
  private readonly tokenizer: Tokenizer;
  private readonly prediction = new TokenSequence();
  private readonly reference = new TokenSequence();
  private readonly letters = new SharedLetters();
  private readonly overlap = new NgramOverlap();
  private readonly lcsLength = new LcsLength();
  private readonly unionLcs = new UnionLcs();
  private readonly candidate: Float64Array;
  private readonly best: Float64Array;

  /** @throws TypeError or RangeError naming the option and listing what is valid. */
  constructor(options: RougeOptions = {}) {
    this.options = resolveOptions(options);
    const { tokenizer, useStemmer } = this.options;
    this.tokenizer =
      tokenizer === 'default' ? new DefaultTokenizer(useStemmer) : new UnicodeTokenizer(useStemmer);
    this.ngrams = Int32Array.from(this.options.types, ngramLength);
    this.longestNgram = Math.max(1, ...this.ngrams);
    this.wantsLcs = this.options.types.includes('rougeL');
    this.wantsUnion = this.options.types.includes('rougeLsum');
    this.width = SCORE_WIDTH * this.options.types.length;
    this.candidate = new Float64Array(this.width);
    this.best = new Float64Array(this.width);
  }

  /**
   * Scores of a prediction against one reference, or against several: then each metric is that of
   * the reference with the highest F, the first one on ties (rouge_score's `score_multi`).
   * @throws TypeError when a text is no string; RangeError when the list of references is empty.
   */
  score(prediction: string, reference: string | readonly string[]): Scores {
    this.scoreInto(prediction, reference, this.best);
    return recordByType(this.options.types, (_, k) => readScore(this.best, k * SCORE_WIDTH));
  }

  /**
   * The same without an allocation: writes precision, recall and F of each type, in the order of
   * `options.types`, to `out` from `at` on.
   */
  scoreInto(
    prediction: string,
    reference: string | readonly string[],
    out: Float64Array,
    at = 0,
  ): void {
    this.tokenizer.trim();
    this.referenceTokens = 0;
    this.predictionTokens = this.tokenize('prediction', prediction, this.prediction);
    if (Array.isArray(reference)) this.scoreBest(reference, out, at);
    else this.scoreReference(reference, out, at);
  }

  /** Whether the tokenizer finds anything to compare in the text; without tokens it scores 0. */
  hasTokens(text: string): boolean {
    return this.tokenize('text', text, this.reference) > 0;
  }

  private scoreBest(references: readonly unknown[], out: Float64Array, at: number): void {
    if (references.length === 0) {
      throw new RangeError('reference is an empty array; at least one reference text is needed');
    }
    const { candidate } = this;
    references.forEach((reference, index) => {
      this.scoreReference(reference, candidate, 0);
      for (let k = 0; k < this.width; k += SCORE_WIDTH) {
        if (index > 0 && candidate[k + 2]! <= out[at + k + 2]!) continue;
        for (let part = k; part < k + SCORE_WIDTH; part++) out[at + part] = candidate[part]!;
      }
    });
  }

  private scoreReference(text: unknown, out: Float64Array, at: number): void {
    const { prediction, reference, letters, overlap, ngrams } = this;
    this.referenceTokens += this.tokenize('reference', text, reference);
    letters.assign(prediction, reference, this.tokenizer.types);
    if (letters.size === 0) {
      out.fill(0, at, at + this.width);
      return;
    }
    overlap.count(letters, this.longestNgram);
    // With one line on both sides there is one alignment, and the union is that alignment.
    const oneLine = prediction.lineCount === 1 && reference.lineCount === 1;
    const lcs = this.wantsLcs || oneLine ? this.lcsLength.of(letters) : 0;
    const union =
      oneLine || !this.wantsUnion ? lcs : this.unionLcs.hits(letters, prediction, reference);
    for (let k = 0; k < ngrams.length; k++) {
      const n = ngrams[k]!;
      const place = at + k * SCORE_WIDTH;
      if (n > 0) {
        const shorter = n - 1;
        writeScore(
          out,
          place,
          overlap.hits[n]!,
          prediction.length - shorter,
          reference.length - shorter,
        );
      } else {
        const hits = n === UNION_OF_LINES ? union : lcs;
        writeScore(out, place, hits, prediction.length, reference.length);
      }
    }
  }

  private tokenize(argument: string, text: unknown, sequence: TokenSequence): number {
    if (typeof text !== 'string') {
      throw new TypeError(`${argument} must be a string, not ${describe(text)}`);
    }
    const split = this.options.sentenceSplit === 'segmenter';
    this.tokenizer.tokenize(split ? sentencePerLine(text) : text, sequence);
    return sequence.length;
  }
}
