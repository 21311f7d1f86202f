import { type TokenSequence } from './token-sequence';
import { HASH_PRIME, HASH_START, type TokenTable } from './token-table';

/** Lower case of each ASCII letter and digit, 0 for every other character. */
const TOKEN_CHARACTER = Uint8Array.from({ length: 128 }, (_, code) => {
  const lower = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(lower) ? lower.charCodeAt(0) : 0;
});
const LINE_FEED = 10;

/** The only two characters beyond ASCII whose lower case in Python holds an ASCII letter. */
const KELVIN_SIGN = 0x212a; // lower case: k
const CAPITAL_I_WITH_DOT = 0x0130; // lower case: i and a combining dot, which separates
const I = 'i'.charCodeAt(0);
const K = 'k'.charCodeAt(0);

function foldBeyondAscii(unit: number): number {
  return unit === KELVIN_SIGN ? K : unit === CAPITAL_I_WITH_DOT ? I : 0;
}

/**
 * Append the tokens of `text`, lines ending at "\n": the maximal runs of [a-z0-9] after
 * lower-casing, as rouge_score 0.1.2's `tokenize.py` makes them. All other characters, lone
 * surrogates and NUL among them, separate.
 */
export function tokenizeDefault(
  text: string,
  table: TokenTable,
  useStemmer: boolean,
  sequence: TokenSequence,
): void {
  const length = text.length;
  table.reserve(length);
  // Between two tokens lies a separator, so there are at most (length + 1) / 2 of them; an İ ends
  // a token by itself.
  sequence.reserve(length + 1);
  let units = table.units;
  let end = table.end;
  let start = end;
  let hash = HASH_START;
  for (let i = 0; i <= length; i++) {
    const unit = i < length ? text.charCodeAt(i) : LINE_FEED;
    const lower = unit < 128 ? TOKEN_CHARACTER[unit]! : foldBeyondAscii(unit);
    if (lower !== 0) {
      units[end++] = lower;
      hash = Math.imul(hash ^ lower, HASH_PRIME);
      if (unit !== CAPITAL_I_WITH_DOT) continue;
    }
    if (end !== start) {
      const id = table.intern(end - start, hash);
      sequence.ids[sequence.length++] = useStemmer ? table.stemOf(id) : id;
      table.reserve(length - i);
      units = table.units;
      start = end = table.end;
      hash = HASH_START;
    }
    if (unit === LINE_FEED) sequence.endLine();
  }
}
