import { type RougeOptions } from './options';
import { RougeScorer, type Scores } from './scorer';

/** A prediction and its reference, or its references. */
export type RougePair = readonly [prediction: string, reference: string | readonly string[]];

/** Scores of one pair; see {@link RougeScorer.score}. For many pairs use {@link scoreMany}. */
export function score(
  prediction: string,
  reference: string | readonly string[],
  options?: RougeOptions,
): Scores {
  return new RougeScorer(options).score(prediction, reference);
}

/**
 * Scores of each pair, one at a time as they are asked for, with one scorer for all.
 * @throws at the first pair that {@link RougeScorer.score} refuses, naming its position.
 */
export function* scoreMany(
  pairs: Iterable<RougePair>,
  options?: RougeOptions,
): Generator<Scores, void, void> {
  const scorer = new RougeScorer(options);
  for (const [prediction, reference] of pairs) yield scorer.score(prediction, reference);
}
