import { stem } from './porter-stemmer';
import { type TokenSequence } from './token-sequence';
import { type Tokenizer } from './tokenizer';

const WORDS = new Intl.Segmenter('und', { granularity: 'word' });
/** What the English stemmer is for; like rouge_score it leaves up to three letters alone. */
const STEMMABLE = /^[a-z0-9]{4,}$/;
/** Beyond this many types the vocabulary may be emptied between two pairs. */
const MOST_TYPES = 1 << 17;

/**
 * Words of any script, lower-cased: the word-like segments of Intl.Segmenter (Unicode Standard
 * Annex 29, with ICU's dictionaries for Thai, Chinese, Japanese, Khmer, Lao and Burmese). The
 * stemmer leaves words with letters beyond a-z alone.
 *
 * Figures do not compare with published ones, and may change with the ICU that Node.js carries.
 */
export class UnicodeTokenizer implements Tokenizer {
  private readonly ids = new Map<string, number>();

  constructor(private readonly useStemmer: boolean) {}

  get types(): number {
    return this.ids.size;
  }

  trim(): void {
    if (this.ids.size > MOST_TYPES) this.ids.clear();
  }

  tokenize(text: string, sequence: TokenSequence): void {
    sequence.clear();
    for (const line of text.toLowerCase().split('\n')) {
      sequence.reserve(line.length + 1);
      for (const { segment, isWordLike } of WORDS.segment(line)) {
        if (isWordLike === true) sequence.ids[sequence.length++] = this.idOf(segment);
      }
      sequence.endLine();
    }
  }

  private idOf(word: string): number {
    const token = this.useStemmer && STEMMABLE.test(word) ? stem(word) : word;
    const known = this.ids.get(token);
    if (known !== undefined) return known;
    this.ids.set(token, this.ids.size);
    return this.ids.size - 1;
  }
}
