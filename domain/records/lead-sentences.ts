/** Where a sentence ends: after `.`, `!` or `?`, before white space. */
const SENTENCE_BREAK = /(?<=[.!?])\s+/g;

/**
 * The first `count` sentences of a text, for the baselines lead-1 and lead-3 (See et al. 2017:
 * the first sentences of a news article are hard to beat). Reads no further than it must.
 */
export function leadSentences(text: string, count: number): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(SENTENCE_BREAK)) {
    sentences.push(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (sentences.length === count) return sentences;
  }
  if (from < text.length) sentences.push(text.slice(from));
  return sentences;
}
