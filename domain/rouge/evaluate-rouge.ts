import { bootstrap, type ScoreColumns } from './bootstrap';
import { resolveOptions, type RougeOptions } from './options';
import { recordByType, type RougeType } from './rouge-type';
import { RougeScorer } from './scorer';
import { SCORE_WIDTH } from './score';

/**
 * What Hugging Face's `evaluate.load("rouge", seed=seed).compute(predictions, references)` prints:
 * for each type the median F of 1,000 bootstrap means, to the last bit. Without a seed `evaluate`
 * itself takes one from the operating system and prints other numbers in each process.
 * @throws RangeError when there are no pairs, or not one reference for each prediction.
 */
export function evaluateRouge(
  predictions: readonly string[],
  references: readonly (string | readonly string[])[],
  { seed, ...options }: RougeOptions & { readonly seed: number },
): Record<RougeType, number> {
  const columns = scoreColumns(predictions, references, options);
  const aggregates = bootstrap(columns, { seed });
  return recordByType(resolveOptions(options).types, (type) => aggregates[type].mid.fmeasure);
}

/** Scores of all pairs as columns, in the order of `options.types`. */
export function scoreColumns(
  predictions: readonly string[],
  references: readonly (string | readonly string[])[],
  options?: RougeOptions,
): Record<RougeType, ScoreColumns> {
  if (predictions.length !== references.length || predictions.length === 0) {
    throw new RangeError(
      `predictions has ${predictions.length} texts and references ${references.length}; valid: one reference (or array of references) for each of at least one prediction`,
    );
  }
  const scorer = new RougeScorer(options);
  const row = new Float64Array(scorer.width);
  const column = (): Float64Array => new Float64Array(predictions.length);
  const columns = Array.from({ length: scorer.width }, column);
  predictions.forEach((prediction, i) => {
    scorer.scoreInto(prediction, references[i]!, row);
    row.forEach((value, k) => {
      columns[k]![i] = value;
    });
  });
  return recordByType(scorer.options.types, (_, k) => ({
    precision: columns[k * SCORE_WIDTH]!,
    recall: columns[k * SCORE_WIDTH + 1]!,
    fmeasure: columns[k * SCORE_WIDTH + 2]!,
  }));
}
