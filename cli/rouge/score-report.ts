import {
  bootstrap,
  type MeanWithInterval,
  numpyMean,
  type RougeOptions,
  type RougeType,
  type Score,
} from '../../domain/rouge';
import { type IdList } from './id-list';
import { type ScoredFiles } from './score-files';

type PartName = keyof Score;

/** What `t2t rouge --format json` prints. */
export interface ScoreReport {
  readonly options: Required<RougeOptions>;
  readonly seed: number;
  /** Up to 200,000 pairs `bootstrap`; above, `rouge` is the mean and the intervals are normal. */
  readonly method: 'bootstrap' | 'normal';
  readonly counts: Readonly<Record<string, number>>;
  /** The first thousand ids of each kind that was not scored as it came. */
  readonly ids: Readonly<Record<string, readonly unknown[]>>;
  /** F of each metric as `evaluate.load("rouge", seed=seed).compute(...)` prints it. */
  readonly rouge: Readonly<Record<string, number>>;
  /** Means with 95 % intervals. */
  readonly scores: Readonly<Record<string, Readonly<Record<PartName, MeanWithInterval>>>>;
  readonly notice?: string;
}

export function scoreReport(scored: ScoredFiles, seed: number): ScoreReport {
  const { accumulator, kept } = scored;
  const summary = accumulator.summary();
  const lists: Record<string, IdList> = {
    missing: scored.missing,
    unmatched: scored.unmatched,
    duplicatePredictions: scored.duplicatePredictions,
    duplicateReferences: scored.duplicateReferences,
  };
  const numbers = kept.complete
    ? resampled(scored, seed)
    : {
        method: 'normal' as const,
        rouge: mapValues(summary.scores, ({ fmeasure }) => fmeasure.mean),
        scores: summary.scores,
      };
  return {
    options: accumulator.options,
    seed,
    method: numbers.method,
    counts: {
      predictions: scored.predictions,
      references: scored.references,
      scored: summary.pairs,
      ...mapValues(lists, (list) => list.count),
      predictionsWithoutTokens: summary.predictionsWithoutTokens,
      referencesWithoutTokens: summary.referencesWithoutTokens,
    },
    ids: mapValues(lists, (list) => list.first),
    rouge: numbers.rouge,
    scores: numbers.scores,
    ...(summary.notice === undefined ? {} : { notice: summary.notice }),
  };
}

function resampled({ accumulator, kept }: ScoredFiles, seed: number) {
  const entries = kept.of(accumulator.options.types);
  const columns: Partial<Record<RougeType, (typeof entries)[number][1]>> =
    Object.fromEntries(entries);
  const aggregates = bootstrap(columns as Required<typeof columns>, { seed });
  const scores: Record<string, Record<PartName, MeanWithInterval>> = {};
  for (const [type, column] of entries) {
    const { low, high } = aggregates[type];
    const part = (name: PartName): MeanWithInterval => ({
      mean: numpyMean(column[name]),
      low: low[name],
      high: high[name],
    });
    scores[type] = {
      precision: part('precision'),
      recall: part('recall'),
      fmeasure: part('fmeasure'),
    };
  }
  return {
    method: 'bootstrap' as const,
    rouge: mapValues(aggregates, ({ mid }) => mid.fmeasure),
    scores,
  };
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
