const SIZE = 624;
const SHIFT = 397;

/**
 * MT19937 (Matsumoto and Nishimura 1998) as `numpy.random.seed(seed)` starts it, and numpy's bounded
 * integers by masked rejection, so that the draws equal `numpy.random.choice(arange(n), n)`.
 */
export class MersenneTwister {
  private readonly state = new Int32Array(SIZE);
  private readonly output = new Int32Array(SIZE);
  private position = SIZE;

  /** @throws RangeError unless the seed is an integer in 0 .. 2^32 - 1, as for numpy. */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`seed is ${seed}; valid: an integer from 0 to 4294967295`);
    }
    const { state } = this;
    state[0] = seed | 0;
    for (let i = 1; i < SIZE; i++) {
      const previous = state[i - 1]!;
      state[i] = (Math.imul(1812433253, previous ^ (previous >>> 30)) + i) | 0;
    }
  }

  /**
   * Fill `draws[0, count)` with integers in 0 .. limit - 1, limit at most 2^31: each is the next 32
   * bits under the smallest mask that covers limit - 1, thrown away while too large. A limit of 1
   * takes no bits.
   */
  fillBelow(limit: number, draws: Int32Array, count: number): void {
    if (limit === 1) {
      draws.fill(0, 0, count);
      return;
    }
    const largest = limit - 1;
    const mask = -1 >>> Math.clz32(largest);
    let drawn = 0;
    while (drawn < count) {
      if (this.position === SIZE) this.generate();
      drawn = this.takeFromBlock(draws, drawn, count, largest, mask);
    }
  }

  private takeFromBlock(
    draws: Int32Array,
    drawn: number,
    count: number,
    largest: number,
    mask: number,
  ): number {
    const { output } = this;
    let position = this.position;
    // While all that is left of the block fits, a draw is written and kept or overwritten without
    // a branch: half of them may be rejected, at random.
    if (count - drawn > SIZE - position) {
      for (; position < SIZE; position++) {
        const draw = output[position]! & mask;
        draws[drawn] = draw;
        drawn += (draw - largest - 1) >>> 31;
      }
    } else {
      for (; position < SIZE && drawn < count; position++) {
        const draw = output[position]! & mask;
        if (draw <= largest) draws[drawn++] = draw;
      }
    }
    this.position = position;
    return drawn;
  }

  /** The next 624 outputs: one turn of the recurrence, then tempering. */
  private generate(): void {
    const { state, output } = this;
    for (let i = 0; i < SIZE - SHIFT; i++) {
      state[i] = state[i + SHIFT]! ^ twist(state[i]!, state[i + 1]!);
    }
    for (let i = SIZE - SHIFT; i < SIZE - 1; i++) {
      state[i] = state[i + SHIFT - SIZE]! ^ twist(state[i]!, state[i + 1]!);
    }
    state[SIZE - 1] = state[SHIFT - 1]! ^ twist(state[SIZE - 1]!, state[0]!);
    for (let i = 0; i < SIZE; i++) {
      let word = state[i]!;
      word ^= word >>> 11;
      word ^= (word << 7) & 0x9d2c5680;
      word ^= (word << 15) & 0xefc60000;
      output[i] = word ^ (word >>> 18);
    }
    this.position = 0;
  }
}

function twist(upper: number, lower: number): number {
  const mixed = (upper & 0x80000000) | (lower & 0x7fffffff);
  return (mixed >>> 1) ^ (-(mixed & 1) & 0x9908b0df);
}
