import { type TokenSequence } from './token-sequence';

/** Turns texts into token ids that are equal where the tokens count as the same. */
export interface Tokenizer {
  /** How many ids are in use: ids are 0 .. types - 1. */
  readonly types: number;
  /** Replace the content of `sequence` by the tokens of `text`, lines ending at "\n". */
  tokenize(text: string, sequence: TokenSequence): void;
  /** Between two pairs: forget all ids when there are so many that memory would grow without end. */
  trim(): void;
}
