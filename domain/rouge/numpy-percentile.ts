/**
 * `numpy.percentile(values, 100 * quantile)`, method linear, of ascending values, to the last bit
 * (numpy 1.22 and later, `_lerp`: from the upper neighbour in the upper half of the gap).
 */
export function percentileOfSorted(sorted: Float64Array, quantile: number): number {
  const last = sorted.length - 1;
  // rouge_score multiplies by 100 and numpy divides by it again, which may cost the last bit.
  const place = ((100 * quantile) / 100) * last;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, last)]!;
  const t = place - below;
  const gap = high - low;
  return t >= 0.5 ? high - gap * (1 - t) : low + gap * t;
}
