import { type TokenSequence } from './token-sequence';
import { type Tokenizer } from './tokenizer';
import { CAPITAL_I_WITH_DOT, LETTER_CODES, WordTable } from './word-table';

const LINE_FEED = 10;

/**
 * rouge_score 0.1.2's `tokenize.py`: the maximal runs of [a-z0-9] after lower-casing. All other
 * characters separate, letters of other scripts, lone surrogates and NUL among them.
 */
export class DefaultTokenizer implements Tokenizer {
  private readonly words: WordTable;

  constructor(useStemmer: boolean) {
    this.words = new WordTable(useStemmer);
  }

  get types(): number {
    return this.words.size;
  }

  trim(): void {
    this.words.trim();
  }

  tokenize(text: string, sequence: TokenSequence): void {
    const { words } = this;
    const { length } = text;
    // Imported bindings are getters unless bundled: once a text, not once a character.
    const codes = LETTER_CODES;
    const dottedI = CAPITAL_I_WITH_DOT;
    sequence.clear();
    // A word for each character at most: an İ ends a word without a separator.
    sequence.reserve(length);
    let position = 0;
    while (position < length) {
      let unit = text.charCodeAt(position);
      let code = codes[unit]!;
      if (code === 0) {
        if (unit === LINE_FEED) sequence.endLine();
        position++;
        continue;
      }
      const start = position;
      let low = 0;
      let high = 0;
      do {
        high = (high << 6) | (low >>> 26);
        low = (low << 6) | code;
        if (++position === length || unit === dottedI) break;
        unit = text.charCodeAt(position);
        code = codes[unit]!;
      } while (code !== 0);
      sequence.ids[sequence.length++] = words.idOf(text, start, position, low, high);
    }
    sequence.endLine();
  }
}
