import { ExactSums, type ExactSumsState, type Interval } from './exact-sums';
import { describe, resolveOptions, type RougeOptions } from './options';
import { recordByType, type RougeType } from './rouge-type';
import { type Score, SCORE_WIDTH } from './score';
import { RougeScorer } from './scorer';

/** Mean and normal confidence interval of one number over all pairs. */
export interface MeanWithInterval extends Interval {
  readonly mean: number;
}

export interface RougeSummary {
  readonly pairs: number;
  /** Texts in which the tokenizer finds nothing; such a pair scores 0 whatever the texts say. */
  readonly predictionsWithoutTokens: number;
  readonly referencesWithoutTokens: number;
  /** What to tell the reader about texts without tokens; undefined when there are none. */
  readonly notice: string | undefined;
  readonly scores: Record<RougeType, Record<keyof Score, MeanWithInterval>>;
}

/** {@link RougeAccumulator} as JSON. */
export interface RougeAccumulatorState {
  readonly options: Required<RougeOptions>;
  readonly predictionsWithoutTokens: number;
  readonly referencesWithoutTokens: number;
  /** Precision, recall and F of each type, in the order of `options.types`. */
  readonly sums: readonly ExactSumsState[];
}

/**
 * Scores a stream of pairs and keeps nothing but exact sums: memory does not depend on the number
 * of pairs, and accumulators of parts merge, in any order, to exactly that of the whole.
 */
export class RougeAccumulator {
  private readonly scorer: RougeScorer;
  private readonly row: Float64Array;
  private readonly sums: ExactSums[];
  private predictionsWithoutTokens = 0;
  private referencesWithoutTokens = 0;

  constructor(options: RougeOptions = {}) {
    this.scorer = new RougeScorer(options);
    this.row = new Float64Array(this.scorer.width);
    this.sums = Array.from(this.row, () => new ExactSums());
  }

  get options(): Required<RougeOptions> {
    return this.scorer.options;
  }

  /** Length of what {@link add} returns: three numbers a type. */
  get width(): number {
    return this.scorer.width;
  }

  get pairs(): number {
    return this.sums[0]!.count;
  }

  /**
   * Score a pair and add it.
   * @returns precision, recall and F of each of `options.types`; overwritten by the next call.
   * @throws as {@link RougeScorer.score}, and then nothing has been added.
   */
  add(prediction: string, reference: string | readonly string[]): Float64Array {
    const { scorer, row, sums } = this;
    scorer.scoreInto(prediction, reference, row);
    for (let k = 0; k < row.length; k++) sums[k]!.add(row[k]!);
    if (scorer.predictionTokens === 0) this.predictionsWithoutTokens++;
    if (scorer.referenceTokens === 0) this.referencesWithoutTokens++;
    return row;
  }

  /** @throws RangeError when the other one scored with other options. */
  merge(other: RougeAccumulator): void {
    const [mine, theirs] = [JSON.stringify(this.options), JSON.stringify(other.options)];
    if (mine !== theirs) {
      throw new RangeError(`other was scored with ${theirs}; valid: the same options, ${mine}`);
    }
    this.sums.forEach((sums, k) => {
      sums.merge(other.sums[k]!);
    });
    this.predictionsWithoutTokens += other.predictionsWithoutTokens;
    this.referencesWithoutTokens += other.referencesWithoutTokens;
  }

  /**
   * @param confidence of the intervals, in (0, 1).
   * @param missing pairs that were never scored and are to count as 0.
   */
  summary(confidence = 0.95, missing = 0): RougeSummary {
    const { predictionsWithoutTokens, referencesWithoutTokens } = this;
    const numbers = this.sums.map((sums) => withInterval(sums, confidence, missing));
    return {
      pairs: this.pairs,
      predictionsWithoutTokens,
      referencesWithoutTokens,
      notice: this.notice(),
      scores: recordByType(this.options.types, (_, k) => ({
        precision: numbers[k * SCORE_WIDTH]!,
        recall: numbers[k * SCORE_WIDTH + 1]!,
        fmeasure: numbers[k * SCORE_WIDTH + 2]!,
      })),
    };
  }

  toJSON(): RougeAccumulatorState {
    return {
      options: this.options,
      predictionsWithoutTokens: this.predictionsWithoutTokens,
      referencesWithoutTokens: this.referencesWithoutTokens,
      sums: this.sums.map((sums) => sums.toJSON()),
    };
  }

  /** @throws TypeError or RangeError when the value is not what {@link toJSON} made. */
  static fromJSON(state: unknown): RougeAccumulator {
    if (!isState(state)) {
      throw new TypeError(
        `state is ${describe(state)}; valid: { options, predictionsWithoutTokens, referencesWithoutTokens, sums }`,
      );
    }
    const accumulator = new RougeAccumulator(resolveOptions(state.options));
    if (state.sums.length !== accumulator.sums.length) {
      throw new RangeError(
        `state.sums has ${state.sums.length} items; valid: ${accumulator.sums.length}, three for each type`,
      );
    }
    state.sums.forEach((sums, k) => {
      accumulator.sums[k] = ExactSums.fromJSON(sums);
    });
    accumulator.predictionsWithoutTokens = state.predictionsWithoutTokens;
    accumulator.referencesWithoutTokens = state.referencesWithoutTokens;
    return accumulator;
  }

  private notice(): string | undefined {
    const { predictionsWithoutTokens: predictions, referencesWithoutTokens: references } = this;
    if (predictions === 0 && references === 0) return undefined;
    const advice =
      this.options.tokenizer === 'default'
        ? 'The default tokenizer knows the letters a-z and digits only; the tokenizer "unicode" compares other scripts.'
        : 'They hold no words.';
    return `${predictions} predictions and ${references} references of ${this.pairs} pairs have no tokens and score 0. ${advice}`;
  }
}

function withInterval(sums: ExactSums, confidence: number, missing: number): MeanWithInterval {
  const all = new ExactSums();
  all.merge(sums);
  all.addZeros(missing);
  return { mean: all.mean, ...all.interval(confidence) };
}

function isState(value: unknown): value is RougeAccumulatorState {
  if (typeof value !== 'object' || value === null) return false;
  const { options, predictionsWithoutTokens, referencesWithoutTokens, sums } = value as Record<
    string,
    unknown
  >;
  return (
    typeof options === 'object' &&
    options !== null &&
    Number.isSafeInteger(predictionsWithoutTokens) &&
    Number.isSafeInteger(referencesWithoutTokens) &&
    Array.isArray(sums)
  );
}
