import { type TokenSequence } from './token-sequence';
import { type TokenTable } from './token-table';

const WORDS = new Intl.Segmenter('und', { granularity: 'word' });
const STEMMABLE = /^[a-z0-9]+$/;

/**
 * Append the words of `text` in any script, lower-cased, lines ending at "\n": the word-like
 * segments of Intl.Segmenter (Unicode Standard Annex 29, with ICU's dictionaries for Thai, Chinese,
 * Japanese, Khmer, Lao and Burmese). The stemmer is for English: it leaves words with letters beyond
 * a-z alone.
 *
 * Figures do not compare with published ones, and may change with the ICU that Node.js carries.
 */
export function tokenizeUnicode(
  text: string,
  table: TokenTable,
  useStemmer: boolean,
  sequence: TokenSequence,
): void {
  for (const line of text.toLowerCase().split('\n')) {
    sequence.reserve(line.length + 1);
    for (const { segment, isWordLike } of WORDS.segment(line)) {
      if (isWordLike !== true) continue;
      const id = table.internText(segment);
      sequence.ids[sequence.length++] =
        useStemmer && STEMMABLE.test(segment) ? table.stemOf(id) : id;
    }
    sequence.endLine();
  }
}
