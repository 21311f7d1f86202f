import { MersenneTwister } from './mersenne-twister';
import { percentileOfSorted } from './numpy-percentile';
import { recordByType, type RougeType } from './rouge-type';
import { readScore, type Score, SCORE_WIDTH } from './score';

/** One number a pair for each part of a metric; the three are of one length, at least 1. */
export interface ScoreColumns {
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  readonly fmeasure: Float64Array;
}

export interface BootstrapOptions {
  /** As given to `numpy.random.seed`: an integer from 0 to 4294967295. */
  readonly seed: number;
  /** Resamples, at least 1. Default: 1000. */
  readonly samples?: number;
  /** Share of the resampled means between low and high, in (0, 1). Default: 0.95. */
  readonly confidence?: number;
}

/** Percentiles of the resampled means. `mid` is their median, which is not the plain mean. */
export interface AggregateScore {
  readonly low: Score;
  readonly mid: Score;
  readonly high: Score;
}

/**
 * rouge_score's BootstrapAggregator under `numpy.random.seed(seed)`, to the last bit: each metric is
 * resampled by itself, in the order of `columns`, from one stream of random numbers; its three
 * columns share the draws.
 *
 * `evaluate.load("rouge", seed=S).compute(...)` returns `mid.fmeasure` of each.
 * @throws RangeError naming the argument when a column is empty or an option is out of its range.
 */
export function bootstrap<Type extends RougeType>(
  columns: Readonly<Record<Type, ScoreColumns>>,
  { seed, samples = 1000, confidence = 0.95 }: BootstrapOptions,
): Record<Type, AggregateScore> {
  if (!Number.isInteger(samples) || samples < 1) {
    throw new RangeError(`samples is ${samples}; valid: an integer from 1`);
  }
  requireConfidence(confidence);
  const random = new MersenneTwister(seed);
  return recordByType(Object.keys(columns) as Type[], (type) => {
    const rows = interleave(type, columns[type]);
    return percentiles(resampledMeans(rows, samples, random), confidence);
  });
}

/** @throws RangeError unless the confidence lies between 0 and 1. */
export function requireConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence is ${confidence}; valid: a number between 0 and 1`);
  }
}

/** The three columns row by row, so that one draw reads one place in memory. */
function interleave(type: string, { precision, recall, fmeasure }: ScoreColumns): Float64Array {
  const { length } = fmeasure;
  if (length === 0 || precision.length !== length || recall.length !== length) {
    throw new RangeError(
      `columns.${type} has ${precision.length}, ${recall.length} and ${length} values; valid: three columns of one length from 1`,
    );
  }
  const rows = new Float64Array(length * SCORE_WIDTH);
  for (let i = 0; i < length; i++) {
    rows[i * SCORE_WIDTH] = precision[i]!;
    rows[i * SCORE_WIDTH + 1] = recall[i]!;
    rows[i * SCORE_WIDTH + 2] = fmeasure[i]!;
  }
  return rows;
}

/** Means of each resample, added in the order of the draws as `numpy.mean(axis=0)` does. */
function resampledMeans(rows: Float64Array, samples: number, random: MersenneTwister) {
  // An imported binding is a getter unless bundled: too slow for the loop.
  const width = SCORE_WIDTH;
  const count = rows.length / width;
  const draws = new Int32Array(count);
  const means = Array.from({ length: SCORE_WIDTH }, () => new Float64Array(samples));
  for (let sample = 0; sample < samples; sample++) {
    random.fillBelow(count, draws, count);
    let precision = 0;
    let recall = 0;
    let fmeasure = 0;
    for (let i = 0; i < count; i++) {
      const row = draws[i]! * width;
      precision += rows[row]!;
      recall += rows[row + 1]!;
      fmeasure += rows[row + 2]!;
    }
    means[0]![sample] = precision / count;
    means[1]![sample] = recall / count;
    means[2]![sample] = fmeasure / count;
  }
  return means;
}

function percentiles(means: readonly Float64Array[], confidence: number): AggregateScore {
  const tail = (1 - confidence) / 2;
  const sorted = means.map((column) => column.sort());
  const at = (quantile: number): Score =>
    readScore(
      Float64Array.from(sorted, (column) => percentileOfSorted(column, quantile)),
      0,
    );
  return { low: at(tail), mid: at(0.5), high: at(1 - tail) };
}
