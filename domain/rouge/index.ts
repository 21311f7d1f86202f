export { type Score, SCORE_WIDTH } from './score';
export { DEFAULT_ROUGE_TYPES, isRougeType, ROUGE_TYPES, type RougeType } from './rouge-type';
export {
  type RougeOptions,
  type SentenceSplit,
  SENTENCE_SPLITS,
  type TokenizerName,
  TOKENIZERS,
} from './options';
export { RougeScorer, type Scores } from './scorer';
export { type RougePair, score, scoreMany } from './score-many';
export { numpyMean } from './numpy-mean';
export {
  type AggregateScore,
  bootstrap,
  type BootstrapOptions,
  type ScoreColumns,
} from './bootstrap';
export { evaluateRouge, scoreColumns } from './evaluate-rouge';
export { ExactSums, type ExactSumsState, type Interval } from './exact-sums';
export {
  type MeanWithInterval,
  RougeAccumulator,
  type RougeAccumulatorState,
  type RougeSummary,
} from './rouge-accumulator';
export {
  comparePaired,
  type PairedComparison,
  type PairedComparisonOptions,
} from './paired-comparison';
