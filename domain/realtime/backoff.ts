/** Milliseconds: the first wait, and what no wait exceeds. A throttled endpoint needs seconds to scale. */
const FIRST = 200;
const LONGEST = 20_000;

/**
 * How long to wait after the `tries`-th try failed: full jitter, anything up to a bound that doubles.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter" (2015), which shows that it
 * spreads callers best.
 *
 * @param tries 1 after the first
 * @param random from 0 up to 1
 * @returns milliseconds, 0 to 20,000
 */
export function backoff(tries: number, random: () => number): number {
  return random() * Math.min(LONGEST, FIRST * 2 ** (tries - 1));
}
