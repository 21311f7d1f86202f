import { grown } from './token-sequence';

/**
 * One column of the table of longest common subsequences, as a bit vector over the positions of a
 * reference: bit i is 0 where the column grows by one from row i to row i + 1, so that its zeros
 * count the length. `advance` moves to the next column (Hyyrö 2004, "Bit-parallel LCS-length
 * computation revisited"): V = (V + (V & M)) | (V & ~M), M being the positions of the letter.
 *
 * Words without a match change only while a carry runs through them, so a step costs as many words
 * as it has matches and carries, not the length of the reference.
 */
export class BitColumn {
  /** 32 positions a word, lowest bit first; bits beyond the reference stay 1. */
  bits = new Int32Array(64);
  words = 0;
  /** Positions of each letter in ascending order: positions[starts[letter] .. starts[letter + 1]). */
  positions = new Int32Array(256);
  starts = new Int32Array(256);

  /** Take `letters[from, to)`, each in 1 .. size, as the reference, and go to column 0. */
  load(letters: Int32Array, from: number, to: number, size: number): void {
    this.words = (to - from + 31) >> 5;
    this.bits = grown(this.bits, this.words);
    this.positions = grown(this.positions, to - from);
    this.starts = grown(this.starts, size + 2);
    const { positions, starts } = this;
    starts.fill(0, 0, size + 2);
    for (let i = from; i < to; i++) starts[letters[i]! + 1]!++;
    for (let letter = 1; letter <= size + 1; letter++) starts[letter]! += starts[letter - 1]!;
    // Filling moves each start to its end, which is the next letter's start: shift back afterwards.
    for (let i = from; i < to; i++) positions[starts[letters[i]!]!++] = i - from;
    starts.copyWithin(1, 0, size + 1);
    starts[0] = 0;
    this.reset();
  }

  /** Go back to column 0. */
  reset(): void {
    this.bits.fill(-1, 0, this.words);
  }

  advance(letter: number): void {
    const { bits, positions, words } = this;
    const end = this.starts[letter + 1]!;
    let next = this.starts[letter]!;
    let word = 0;
    let carry = 0;
    while (next < end) {
      const target = positions[next]! >> 5;
      for (; carry !== 0 && word < target; word++) carry = carryThrough(bits, word);
      word = target;
      let matches = 0;
      for (; next < end && positions[next]! >> 5 === word; next++) {
        matches |= 1 << (positions[next]! & 31);
      }
      const old = bits[word]!;
      const addend = old & matches;
      const sum = (old + addend + carry) | 0;
      carry = ((old & addend) | ((old | addend) & ~sum)) >>> 31;
      bits[word++] = sum | (old & ~matches);
    }
    for (; carry !== 0 && word < words; word++) carry = carryThrough(bits, word);
  }

  /** How many bits are 0: the length of the longest common subsequence so far. */
  zeros(): number {
    let count = 0;
    for (let word = 0; word < this.words; word++) count += bitCount(~this.bits[word]!);
    return count;
  }

  /** The highest position <= `from` whose bit is 0 in `words` words at `offset`, or -1. */
  static highestZero(bits: Int32Array, offset: number, from: number): number {
    if (from < 0) return -1;
    let word = from >> 5;
    // 2 << 31 is 0 in 32 bits, which leaves every bit of the word.
    let zeros = ~bits[offset + word]! & ((2 << (from & 31)) - 1);
    while (zeros === 0 && word > 0) zeros = ~bits[offset + --word]!;
    return zeros === 0 ? -1 : (word << 5) + 31 - Math.clz32(zeros);
  }
}

function carryThrough(bits: Int32Array, word: number): number {
  const old = bits[word]!;
  bits[word] = (old + 1) | old;
  return old === -1 ? 1 : 0;
}

/** Ones in a 32-bit integer (Warren, "Hacker's Delight", figure 5-2). */
export function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
