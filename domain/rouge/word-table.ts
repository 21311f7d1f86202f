import { stem } from './porter-stemmer';
import { grown } from './token-sequence';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** By UTF-16 unit: 1 .. 36 for a letter or digit of either case, 0 for all that separates words. */
export const LETTER_CODES = new Uint8Array(1 << 16);
for (let i = 0; i < ALPHABET.length; i++) {
  LETTER_CODES[ALPHABET.charCodeAt(i)] = i + 1;
  LETTER_CODES[ALPHABET.charAt(i).toUpperCase().charCodeAt(0)] = i + 1;
}
/** The only two characters beyond ASCII whose lower case in Python holds an ASCII letter. */
const KELVIN_SIGN = 0x212a; // lower case: k
export const CAPITAL_I_WITH_DOT = 0x0130; // lower case: i and a combining dot, which separates
LETTER_CODES[KELVIN_SIGN] = 1 + ALPHABET.indexOf('k');
LETTER_CODES[CAPITAL_I_WITH_DOT] = 1 + ALPHABET.indexOf('i');

/** Words up to this length are told apart by their key alone: 10 letters of 6 bits in 64 bits. */
const LONGEST_KEYED = 10;
/** Sign bit of `high` in the key of a longer word. */
const LONG_WORD = 1 << 31;
/** rouge_score leaves tokens up to this length unstemmed. */
const LONGEST_UNSTEMMED = 3;
/** 131,072 types take about 6 MB; beyond, the table may be emptied between two pairs. */
const MOST_TYPES = 1 << 17;

/** Four integers a place: the key, the word's own id + 1, the id it counts as + 1; 0 is unknown. */
const PLACE = 4;
const HIGH = 1;
const OWN = 2;
const COUNTS_AS = 3;

/**
 * Words over [a-z0-9] as integers: words that count as the same token, because they are equal or
 * have the same stem, get the same id. A word already seen costs no string and no allocation.
 *
 * A key is the last ten letters of a word, 6 bits each, in two integers; the sign of `high` marks a
 * longer word, whose letters are then compared.
 */
export class WordTable {
  /** How many ids are in use: ids are 0 .. size - 1. */
  size = 0;
  /** Open addressing, at most half full. */
  private places = new Int32Array(PLACE << 12);
  /** Letter codes of all words; those of a word with the own id i are at starts[i] .. starts[i + 1]. */
  private letters = new Uint8Array(1 << 15);
  private starts = new Int32Array(1 << 12);

  constructor(private readonly useStemmer: boolean) {}

  /** Empty the table when it has grown beyond its bound. Ids given before are then void. */
  trim(): void {
    if (this.size <= MOST_TYPES) return;
    this.places.fill(0);
    this.size = 0;
  }

  /** The id that the word `text[from, to)` counts as; its last ten codes are in `high` and `low`. */
  idOf(text: string, from: number, to: number, low: number, high: number): number {
    const keyHigh = to - from > LONGEST_KEYED ? high | LONG_WORD : high;
    const place = this.find(text, from, to, low, keyHigh);
    const known = this.places[place + COUNTS_AS]!;
    return known === 0 ? this.learn(text, from, to, low, keyHigh) : known - 1;
  }

  private learn(text: string, from: number, to: number, low: number, high: number): number {
    const own = this.ownId(text, from, to, low, high);
    const id = this.useStemmer && to - from > LONGEST_UNSTEMMED ? this.stemId(own) : own;
    // A new stem may have moved all places.
    this.places[this.find(text, from, to, low, high) + COUNTS_AS] = id + 1;
    return id;
  }

  private stemId(own: number): number {
    let word = '';
    for (let i = this.starts[own]!; i < this.starts[own + 1]!; i++) {
      word += ALPHABET.charAt(this.letters[i]! - 1);
    }
    const stemmed = stem(word);
    let low = 0;
    let high = 0;
    for (let i = 0; i < stemmed.length; i++) {
      high = (high << 6) | (low >>> 26);
      low = (low << 6) | LETTER_CODES[stemmed.charCodeAt(i)]!;
    }
    if (stemmed.length > LONGEST_KEYED) high |= LONG_WORD;
    return this.ownId(stemmed, 0, stemmed.length, low, high);
  }

  private ownId(text: string, from: number, to: number, low: number, high: number): number {
    const place = this.find(text, from, to, low, high);
    const known = this.places[place + OWN]!;
    return known === 0 ? this.add(place, text, from, to, low, high) : known - 1;
  }

  /** The place of the word, or the free place where it belongs. */
  private find(text: string, from: number, to: number, low: number, high: number): number {
    const { places } = this;
    const mask = places.length - PLACE;
    let place = firstPlace(low, high, mask);
    while (places[place + OWN] !== 0) {
      if (
        places[place] === low &&
        places[place + HIGH] === high &&
        (high >= 0 || this.holds(places[place + OWN]! - 1, text, from, to))
      ) {
        break;
      }
      place = (place + PLACE) & mask;
    }
    return place;
  }

  private holds(own: number, text: string, from: number, to: number): boolean {
    const start = this.starts[own]!;
    if (this.starts[own + 1]! - start !== to - from) return false;
    for (let i = from; i < to; i++) {
      if (this.letters[start + i - from] !== LETTER_CODES[text.charCodeAt(i)]) return false;
    }
    return true;
  }

  private add(
    place: number,
    text: string,
    from: number,
    to: number,
    low: number,
    high: number,
  ): number {
    const own = this.size++;
    const start = this.starts[own]!;
    const end = start + to - from;
    this.starts = grown(this.starts, own + 2);
    this.starts[own + 1] = end;
    if (end > this.letters.length) this.growLetters(end);
    for (let i = from; i < to; i++) {
      this.letters[start + i - from] = LETTER_CODES[text.charCodeAt(i)]!;
    }
    this.places[place] = low;
    this.places[place + HIGH] = high;
    this.places[place + OWN] = own + 1;
    this.places[place + COUNTS_AS] = 0;
    if (this.size * 2 * PLACE > this.places.length) this.growPlaces();
    return own;
  }

  private growLetters(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.letters.length * 2));
    larger.set(this.letters);
    this.letters = larger;
  }

  private growPlaces(): void {
    const old = this.places;
    const places = new Int32Array(old.length * 2);
    const mask = places.length - PLACE;
    for (let from = 0; from < old.length; from += PLACE) {
      if (old[from + OWN] === 0) continue;
      let to = firstPlace(old[from]!, old[from + HIGH]!, mask);
      while (places[to + OWN] !== 0) to = (to + PLACE) & mask;
      places.set(old.subarray(from, from + PLACE), to);
    }
    this.places = places;
  }
}

/** Multipliers of Knuth's multiplicative hashing (golden ratio) and of MurmurHash3. */
function firstPlace(low: number, high: number, mask: number): number {
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) * PLACE) & mask;
}
