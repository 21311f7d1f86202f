import { requireConfidence } from './bootstrap';
import { ExactSums, type Interval } from './exact-sums';
import { MersenneTwister } from './mersenne-twister';
import { twoSidedPValue } from './normal-distribution';
import { percentileOfSorted } from './numpy-percentile';

/** Above this the normal approximation costs nothing in accuracy and the bootstrap seconds. */
export const MOST_BOOTSTRAPPED_IDS = 200_000;

export interface PairedComparisonOptions {
  /** Of the bootstrap: an integer from 0 to 4294967295. Default: 42. */
  readonly seed?: number;
  /** Resamples; the smallest p-value is 1 / (samples + 1). Default: 1000. */
  readonly samples?: number;
  /** Of the interval, in (0, 1). Default: 0.95. */
  readonly confidence?: number;
}

/** How the second set of scores differs from the first over the ids that both hold. */
export interface PairedComparison<Id> {
  readonly common: number;
  readonly onlyInFirst: readonly Id[];
  readonly onlyInSecond: readonly Id[];
  /** Means over the common ids. */
  readonly firstMean: number;
  readonly secondMean: number;
  /** Mean of second - first; above 0 the second is better. */
  readonly difference: number;
  readonly interval: Interval;
  /** Two-sided, of the hypothesis that the mean difference is 0. */
  readonly pValue: number;
  /** Common ids on which the second is higher, lower, equal. */
  readonly higher: number;
  readonly lower: number;
  readonly equal: number;
  readonly method: 'bootstrap' | 'normal';
}

/**
 * Compare two systems by one score each for the same records, for example the F of rouge1 by id.
 *
 * Up to 200,000 common ids a paired bootstrap (Koehn 2004): percentile interval of the resampled
 * mean difference, and as p-value the share of resamples that stray from the observed difference at
 * least as far as that is from 0. Above, both from the normal distribution.
 * @throws RangeError when no id is common, a score lies outside [0, 1], or an option is invalid.
 */
export function comparePaired<Id>(
  first: ReadonlyMap<Id, number>,
  second: ReadonlyMap<Id, number>,
  { seed = 42, samples = 1000, confidence = 0.95 }: PairedComparisonOptions = {},
): PairedComparison<Id> {
  requireConfidence(confidence);
  if (!Number.isInteger(samples) || samples < 1) {
    throw new RangeError(`samples is ${samples}; valid: an integer from 1`);
  }
  const differences: number[] = [];
  const onlyInFirst: Id[] = [];
  const sums = { first: new ExactSums(), second: new ExactSums(), difference: new ExactSums() };
  for (const [id, score] of first) {
    const other = second.get(id);
    if (other === undefined) {
      onlyInFirst.push(id);
      continue;
    }
    requireScore('first', id, score);
    requireScore('second', id, other);
    differences.push(other - score);
    sums.first.add(score);
    sums.second.add(other);
    sums.difference.add(other - score);
  }
  if (differences.length === 0) {
    throw new RangeError(
      `first has ${first.size} ids, second ${second.size}, and none is common; valid: scores of the same records`,
    );
  }
  const bootstrapped = differences.length <= MOST_BOOTSTRAPPED_IDS;
  return {
    common: differences.length,
    onlyInFirst,
    onlyInSecond: [...second.keys()].filter((id) => !first.has(id)),
    firstMean: sums.first.mean,
    secondMean: sums.second.mean,
    difference: sums.difference.mean,
    ...(bootstrapped
      ? byBootstrap(Float64Array.from(differences), sums.difference.mean, confidence, samples, seed)
      : byNormal(sums.difference, confidence)),
    higher: differences.filter((difference) => difference > 0).length,
    lower: differences.filter((difference) => difference < 0).length,
    equal: differences.filter((difference) => difference === 0).length,
    method: bootstrapped ? 'bootstrap' : 'normal',
  };
}

type Verdict = Pick<PairedComparison<unknown>, 'interval' | 'pValue'>;

function byBootstrap(
  differences: Float64Array,
  observed: number,
  confidence: number,
  samples: number,
  seed: number,
): Verdict {
  const random = new MersenneTwister(seed);
  const count = differences.length;
  const draws = new Int32Array(count);
  const means = new Float64Array(samples);
  let asFar = 0;
  for (let sample = 0; sample < samples; sample++) {
    random.fillBelow(count, draws, count);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += differences[draws[i]!]!;
    means[sample] = sum / count;
    if (Math.abs(sum / count - observed) >= Math.abs(observed)) asFar++;
  }
  means.sort();
  const tail = (1 - confidence) / 2;
  return {
    interval: {
      low: percentileOfSorted(means, tail),
      high: percentileOfSorted(means, 1 - tail),
    },
    // The observed sample counts as one of the resamples, so that no p-value is 0.
    pValue: (asFar + 1) / (samples + 1),
  };
}

function byNormal(differences: ExactSums, confidence: number): Verdict {
  const { mean } = differences;
  const standardError = Math.sqrt(differences.variance / differences.count);
  const pValue = mean === 0 ? 1 : twoSidedPValue(mean / standardError);
  return { interval: differences.interval(confidence), pValue };
}

function requireScore(argument: string, id: unknown, score: number): void {
  if (!(score >= 0 && score <= 1)) {
    throw new RangeError(
      `${argument} has the score ${score} for id ${JSON.stringify(id)}; valid: a number from 0 to 1`,
    );
  }
}
