import { grown } from './token-sequence';
import { stem } from './porter-stemmer';

/** rouge_score stems tokens longer than this. */
const LONGEST_UNSTEMMED = 3;
/** FNV-1a's offset and prime, 32 bits. */
export const HASH_START = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;
/** At 256 K types the tables take about 10 MB; between two pairs they may be emptied. */
const MOST_TYPES = 1 << 18;
const NOT_STEMMED_YET = -1;

/**
 * Tokens as integers: equal tokens get equal ids. Open addressing over the code units of all known
 * tokens, so that a token already seen costs no string and no allocation.
 *
 * A tokenizer writes the code units of a token at `units[end]` onwards, with their running hash,
 * and calls {@link intern}; only a new token moves `end`.
 */
export class TokenTable {
  units = new Uint16Array(1 << 15);
  end = 0;
  /** How many ids are in use: ids are 0 .. size - 1. */
  size = 0;
  private slots = new Int32Array(1 << 13);
  private hashes = new Int32Array(1 << 12);
  private starts = new Int32Array(1 << 12);
  private stems = new Int32Array(1 << 12);

  /** Empty the table when it has grown beyond its bound. Ids given before are then void. */
  trim(): void {
    if (this.size <= MOST_TYPES) return;
    this.slots.fill(0);
    this.size = 0;
    this.end = 0;
  }

  /** Make room for a token of up to `length` code units at `end`. */
  reserve(length: number): void {
    if (this.end + length <= this.units.length) return;
    const larger = new Uint16Array(Math.max(this.end + length, this.units.length * 2));
    larger.set(this.units.subarray(0, this.end));
    this.units = larger;
  }

  /** The id of the token in `units[end, end + length)`, whose FNV-1a hash is `hash`. */
  intern(length: number, hash: number): number {
    const slots = this.slots;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const id = slots[slot]! - 1;
      if (id < 0) return this.add(slot, length, hash);
      if (this.hashes[id] === hash && this.holds(id, length)) return id;
      slot = (slot + 1) & mask;
    }
  }

  /** The id of the token's stem; the token's own id when it is too short to be stemmed. */
  stemOf(id: number): number {
    const known = this.stems[id]!;
    if (known !== NOT_STEMMED_YET) return known;
    const found = this.findStem(id);
    this.stems[id] = found;
    return found;
  }

  /** The id of a token given as text. */
  internText(token: string): number {
    this.reserve(token.length);
    let hash = HASH_START;
    for (let i = 0; i < token.length; i++) {
      const unit = token.charCodeAt(i);
      this.units[this.end + i] = unit;
      hash = Math.imul(hash ^ unit, HASH_PRIME);
    }
    return this.intern(token.length, hash);
  }

  private findStem(id: number): number {
    const start = this.starts[id]!;
    const length = this.lengthOf(id);
    if (length <= LONGEST_UNSTEMMED) return id;
    return this.internText(stem(decode(this.units.subarray(start, start + length))));
  }

  private lengthOf(id: number): number {
    return (id + 1 < this.size ? this.starts[id + 1]! : this.end) - this.starts[id]!;
  }

  private holds(id: number, length: number): boolean {
    if (this.lengthOf(id) !== length) return false;
    const units = this.units;
    const start = this.starts[id]!;
    const candidate = this.end;
    for (let i = 0; i < length; i++) {
      if (units[start + i] !== units[candidate + i]) return false;
    }
    return true;
  }

  private add(slot: number, length: number, hash: number): number {
    const id = this.size++;
    this.hashes = grown(this.hashes, this.size);
    this.starts = grown(this.starts, this.size);
    this.stems = grown(this.stems, this.size);
    this.hashes[id] = hash;
    this.starts[id] = this.end;
    this.stems[id] = NOT_STEMMED_YET;
    this.end += length;
    this.slots[slot] = id + 1;
    if (this.size * 2 > this.slots.length) this.rehash();
    return id;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      const hash = this.hashes[id]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.slots = slots;
  }
}

/** UTF-16 units as text, a part at a time: an argument list has a limit, a token has none. */
function decode(units: Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += 4096) {
    text += String.fromCharCode(...units.subarray(i, i + 4096));
  }
  return text;
}
