/** One metric of one pair, each number in [0, 1]. */
export interface Score {
  /** Share of the prediction that the reference holds too. */
  readonly precision: number;
  /** Share of the reference that the prediction holds too. */
  readonly recall: number;
  /** Their harmonic mean; 0 when both are 0. */
  readonly fmeasure: number;
}

/** Doubles that one metric takes in a bulk array: precision, recall, fmeasure. */
export const SCORE_WIDTH = 3;

/**
 * Write precision, recall and F at `at`. F is computed from the divided doubles, left to right, as
 * rouge_score does: 2 * hits / (predicted + expected) is the same number in theory and another
 * last bit in a third of all pairs.
 */
export function writeScore(
  out: Float64Array,
  at: number,
  hits: number,
  predicted: number,
  expected: number,
): void {
  const precision = hits === 0 ? 0 : hits / predicted;
  const recall = hits === 0 ? 0 : hits / expected;
  out[at] = precision;
  out[at + 1] = recall;
  out[at + 2] = hits === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

export function readScore(scores: Float64Array, at: number): Score {
  return { precision: scores[at]!, recall: scores[at + 1]!, fmeasure: scores[at + 2]! };
}
