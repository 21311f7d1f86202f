import { requireConfidence } from './bootstrap';
import { normalQuantile } from './normal-distribution';
import { describe } from './options';

/** Values count in steps of 2^-40 (9.1e-13). */
const STEPS = 2 ** 40;
/** A value is cut in two halves of 20 bits, whose squares and products stay below 2^40. */
const HALF = 2 ** 20;
/** 2^13 terms of at most 2^40 stay within 2^53, where doubles are exact. */
const MOST_PENDING = 2 ** 13;

/** {@link ExactSums} as JSON: decimal integers, in units of 2^-40 and of 2^-80. */
export interface ExactSumsState {
  readonly count: number;
  readonly sum: string;
  readonly sumOfSquares: string;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Count, sum and sum of squares of numbers in [-1, 1], rounded to a grid of 2^-40 and then added as
 * integers. Integers add in any order and any grouping to the same result, so the partial sums of
 * shards merge to exactly the sums of the whole.
 *
 * Adding works on doubles, which are exact up to 2^53, and moves to big integers now and then.
 */
export class ExactSums {
  private added = 0;
  private sum = 0n;
  private sumOfSquares = 0n;
  private pending = 0;
  private high = 0;
  private low = 0;
  private highSquared = 0;
  private cross = 0;
  private lowSquared = 0;

  get count(): number {
    return this.added;
  }

  /** @throws RangeError unless the value is in [-1, 1]. */
  add(value: number): void {
    if (!(value >= -1 && value <= 1)) {
      throw new RangeError(`value is ${value}; valid: a number from -1 to 1`);
    }
    const steps = Math.round(value * STEPS);
    const high = Math.floor(steps / HALF);
    const low = steps - high * HALF;
    this.high += high;
    this.low += low;
    this.highSquared += high * high;
    this.cross += high * low;
    this.lowSquared += low * low;
    this.added++;
    if (++this.pending === MOST_PENDING) this.settle();
  }

  /** The same as adding 0 `count` times. */
  addZeros(count: number): void {
    this.added += count;
  }

  merge(other: ExactSums): void {
    other.settle();
    this.settle();
    this.added += other.added;
    this.sum += other.sum;
    this.sumOfSquares += other.sumOfSquares;
  }

  /** NaN while nothing has been added. */
  get mean(): number {
    this.settle();
    return Number(this.sum) / STEPS / this.added;
  }

  /** With n - 1 in the denominator; NaN for fewer than two values. */
  get variance(): number {
    this.settle();
    const n = BigInt(this.added);
    const scaled = n * this.sumOfSquares - this.sum * this.sum;
    return Number(scaled) / STEPS ** 2 / (this.added * (this.added - 1));
  }

  /** Normal confidence interval of the mean; NaN for fewer than two values. */
  interval(confidence = 0.95): Interval {
    requireConfidence(confidence);
    const halfWidth = normalQuantile((1 + confidence) / 2) * Math.sqrt(this.variance / this.added);
    return { low: this.mean - halfWidth, high: this.mean + halfWidth };
  }

  toJSON(): ExactSumsState {
    this.settle();
    return {
      count: this.added,
      sum: this.sum.toString(),
      sumOfSquares: this.sumOfSquares.toString(),
    };
  }

  /** @throws TypeError when the value is not what {@link toJSON} made. */
  static fromJSON(state: unknown): ExactSums {
    if (!isState(state)) {
      throw new TypeError(
        `state is ${describe(state)}; valid: { count, sum, sumOfSquares } with a whole number and two integers as text`,
      );
    }
    const sums = new ExactSums();
    sums.added = state.count;
    sums.sum = BigInt(state.sum);
    sums.sumOfSquares = BigInt(state.sumOfSquares);
    return sums;
  }

  private settle(): void {
    if (this.pending === 0) return;
    this.sum += BigInt(this.high) * BigInt(HALF) + BigInt(this.low);
    this.sumOfSquares +=
      BigInt(this.highSquared) * BigInt(STEPS) +
      2n * BigInt(this.cross) * BigInt(HALF) +
      BigInt(this.lowSquared);
    this.pending = this.high = this.low = this.highSquared = this.cross = this.lowSquared = 0;
  }
}

function isState(value: unknown): value is ExactSumsState {
  if (typeof value !== 'object' || value === null) return false;
  const { count, sum, sumOfSquares } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(count) &&
    Number(count) >= 0 &&
    [sum, sumOfSquares].every((text) => typeof text === 'string' && /^-?\d+$/.test(text))
  );
}
