/** Where a sentence ends: at `.`, `!` or `?` before white space. The mark belongs to the sentence. */
const SENTENCE_BREAK = /[.!?]\s+/g;

/**
 * The first `count` sentences of a text, for the baselines lead-1 and lead-3 (See et al. 2017:
 * the first sentences of a news article are hard to beat). Reads no further than it must.
 */
export function leadSentences(text: string, count: number): string[] {
  const sentences: string[] = [];
  let from = 0;
  SENTENCE_BREAK.lastIndex = 0;
  while (sentences.length < count) {
    const found = SENTENCE_BREAK.exec(text);
    if (!found) break;
    sentences.push(text.slice(from, found.index + 1));
    from = SENTENCE_BREAK.lastIndex;
  }
  if (sentences.length < count && from < text.length) sentences.push(text.slice(from));
  return sentences;
}
