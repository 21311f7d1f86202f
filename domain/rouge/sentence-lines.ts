const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The text with each of its sentences on a line of its own, as Intl.Segmenter finds them (line ends
 * stay line ends). rouge_score's `split_summaries` asks NLTK's punkt model instead, so figures made
 * this way do not compare with published ones.
 */
export function sentencePerLine(text: string): string {
  return Array.from(SENTENCES.segment(text), ({ segment }) => segment).join('\n');
}
