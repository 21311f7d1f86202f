import { type HyperParameters } from './payload/hyper-parameters';

/** What answers texts: the server knows models only by this. */
export interface TextModel {
  /**
   * Answers `texts` in their order, each with `numReturnSequences` texts.
   * Stops between batches, with the signal's reason, when the caller no longer waits.
   */
  generate(
    texts: readonly string[],
    parameters: HyperParameters,
    signal: AbortSignal,
  ): Promise<string[][]>;
  /** Tokens of a text, however long it is. */
  countTokens(text: string): number;
  /** The end of a text that has about `count` tokens. */
  lastTokens(text: string, count: number): string;
  /** Figures since the start, for benchmarks: see `GET /stats`. */
  stats?(): Readonly<Record<string, number>>;
}
