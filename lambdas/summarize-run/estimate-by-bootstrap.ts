import { bootstrap, numpyMean, type ScoreColumns } from '../../domain/rouge';
import { type RougeTypeName, type RunSettings } from '../../domain/run/request';
import { type Estimate, type RougeByType, type ScoresByType } from '../../domain/run/results';
import {
  columnsPerSystem,
  MEASURES,
  SYSTEMS,
  type Measure,
  type System,
} from '../../domain/run/score-columns';
import { type SystemScores } from './system-scores';

/**
 * What numpy and `evaluate` compute from the scores in data-set order: the plain mean, the 95 %
 * interval of 1,000 seeded resamples, and the median of their means, which `evaluate` prints.
 */
export function estimateByBootstrap(
  columns: readonly Float64Array[],
  { types, seed }: RunSettings['rouge'],
): Record<System, SystemScores> {
  const perSystem = columnsPerSystem(types);
  const estimates = SYSTEMS.map((system, index) => {
    const own = columns.slice(index * perSystem, (index + 1) * perSystem);
    return [system, estimateSystem(own, types, seed)];
  });
  return Object.fromEntries(estimates) as Record<System, SystemScores>;
}

function estimateSystem(
  columns: readonly Float64Array[],
  types: readonly RougeTypeName[],
  seed: number,
): SystemScores {
  const rouge: RougeByType = {};
  const scores: ScoresByType = {};
  // No record had sentences to compare: the baselines are then left out of the results.
  if (columns[0]?.length === 0) return { rouge, scores };
  const byType = Object.fromEntries(
    types.map((type, index) => [type, measuresOf(columns, index * MEASURES.length)]),
  ) as Record<RougeTypeName, ScoreColumns>;
  const aggregates = bootstrap(byType, { seed });
  for (const type of types) {
    const { low, mid, high } = aggregates[type];
    const estimate = (measure: Measure): Estimate => ({
      mean: numpyMean(byType[type][measure]),
      low: low[measure],
      high: high[measure],
    });
    rouge[type] = mid.fmeasure;
    scores[type] = {
      precision: estimate('precision'),
      recall: estimate('recall'),
      fmeasure: estimate('fmeasure'),
    };
  }
  return { rouge, scores };
}

function measuresOf(columns: readonly Float64Array[], from: number): ScoreColumns {
  const [precision, recall, fmeasure] = columns.slice(from, from + MEASURES.length);
  if (!precision || !recall || !fmeasure) throw new RangeError('a score column is missing');
  return { precision, recall, fmeasure };
}
