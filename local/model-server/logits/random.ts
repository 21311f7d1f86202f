/** Uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * A repeatable generator of 32-bit steps: Chris Doty-Humphrey's sfc32, seeded by the values of
 * `seeds` (whole numbers; each counts, and so does their order).
 */
export function seededRandom(seeds: Iterable<number>): Random {
  let a = 0x9e3779b9 | 0;
  let b = 0x243f6a88 | 0;
  let c = 0xb7e15162 | 0;
  let counter = 1;
  const step = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (const seed of seeds) {
    a ^= seed | 0;
    b ^= Math.floor(seed / 0x1_0000_0000) | 0;
    step();
  }
  // sfc32 needs 12 steps until each bit of the seed reaches each bit of the state.
  for (let i = 0; i < 12; i++) step();
  return () => step() / 0x1_0000_0000;
}
