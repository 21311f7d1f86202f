/** numpy adds arrays up to this length in one pass with eight partial sums. */
const BLOCK = 128;

/**
 * `numpy.mean` of a one-dimensional array of doubles, to the last bit: pairwise summation in blocks
 * of 128 (numpy/core/src/umath, `pairwise_sum_DOUBLE`), then one division.
 * @returns NaN for an empty array, as numpy does.
 */
export function numpyMean(values: Float64Array): number {
  return pairwiseSum(values, 0, values.length) / values.length;
}

function pairwiseSum(values: Float64Array, start: number, count: number): number {
  if (count < 8) return sequentialSum(0, values, start, start + count);
  if (count <= BLOCK) return eightWaySum(values, start, count);
  const half = (count >> 1) - ((count >> 1) % 8);
  return pairwiseSum(values, start, half) + pairwiseSum(values, start + half, count - half);
}

function sequentialSum(sum: number, values: Float64Array, from: number, to: number): number {
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum;
}

function eightWaySum(values: Float64Array, start: number, count: number): number {
  const r = values.slice(start, start + 8);
  const end = start + count - (count % 8);
  for (let i = start + 8; i < end; i += 8) {
    for (let k = 0; k < 8; k++) r[k]! += values[i + k]!;
  }
  const sum = r[0]! + r[1]! + (r[2]! + r[3]!) + (r[4]! + r[5]! + (r[6]! + r[7]!));
  return sequentialSum(sum, values, end, start + count);
}
