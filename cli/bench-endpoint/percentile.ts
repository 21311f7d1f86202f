/**
 * The smallest of the values that a share of them does not exceed: the nearest-rank definition,
 * which always is a value that was measured.
 *
 * @param ascending at least one value
 * @param percent above 0, at most 100
 */
export function percentile(ascending: readonly number[], percent: number): number {
  // Multiplied first: 0.55 x 100 is more than 55.
  const rank = Math.ceil((percent * ascending.length) / 100);
  const value = ascending[Math.max(rank, 1) - 1];
  if (value === undefined) throw new RangeError(`no percentile ${percent} of no values`);
  return value;
}
