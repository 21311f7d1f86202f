import { argmax } from './argmax';
import { kthLargest } from './kth-largest';
import { type Random } from './random';

export interface SamplingOptions {
  /** At least 0; 0 picks the likeliest. */
  readonly temperature: number;
  /** 0: no limit. */
  readonly topK: number;
  /** 0 to 1; 1: no limit, and never less than one token. */
  readonly topP: number;
}

/**
 * Draws an index of `logits` (a row; not changed) as transformers does: temperature, then top_k
 * (ties with the k-th stay), then top_p over what is left, then a draw by the probabilities.
 */
export function sample(logits: Float32Array, options: SamplingOptions, random: Random): number {
  const { temperature, topK, topP } = options;
  if (temperature === 0) return argmax(logits, 0, logits.length);
  const least = topK > 0 && topK < logits.length ? kthLargest(logits, topK) : -Infinity;
  const candidates = indicesFrom(logits, least);
  // Weights that are broken, or a ban on every token: as argmax does, the first.
  if (candidates.length === 0) return argmax(logits, 0, logits.length);
  if (topP < 1) candidates.sort((a, b) => logits[b]! - logits[a]!);
  const weights = softWeights(logits, candidates, temperature);
  const kept = topP < 1 ? nucleusSize(weights, topP) : weights.length;
  return candidates[draw(weights, kept, random)]!;
}

function indicesFrom(logits: Float32Array, least: number): number[] {
  const indices: number[] = [];
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i]!;
    if (logit >= least && logit !== -Infinity) indices.push(i);
  }
  return indices;
}

/** exp((logit - largest) / temperature): probabilities up to a factor. */
function softWeights(
  logits: Float32Array,
  indices: readonly number[],
  temperature: number,
): Float64Array {
  let largest = -Infinity;
  for (const index of indices) largest = Math.max(largest, logits[index]!);
  const weights = new Float64Array(indices.length);
  indices.forEach((index, i) => {
    weights[i] = Math.exp((logits[index]! - largest) / temperature);
  });
  return weights;
}

/** How many of the (descending) weights stay: those before which less than `topP` of all lies. */
function nucleusSize(weights: Float64Array, topP: number): number {
  const limit = topP * sum(weights, weights.length);
  let before = 0;
  let size = 0;
  while (size < weights.length && before < limit) before += weights[size++]!;
  return Math.max(1, size);
}

function draw(weights: Float64Array, size: number, random: Random): number {
  let left = random() * sum(weights, size);
  for (let i = 0; i < size; i++) {
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return size - 1;
}

function sum(weights: Float64Array, size: number): number {
  let total = 0;
  for (let i = 0; i < size; i++) total += weights[i]!;
  return total;
}
