import { ExactSums } from '../../domain/rouge';
import { type ScoredShard } from '../../domain/run/outcomes';
import { type RougeTypeName } from '../../domain/run/request';
import { type Estimate, type Measures } from '../../domain/run/results';
import { columnsPerSystem, MEASURES, SYSTEMS, type System } from '../../domain/run/score-columns';
import { type SystemScores } from './system-scores';

/** Merges the sums of all shards, column by column; order and sharding cannot matter. */
export function mergeSums(
  shards: readonly ScoredShard[],
  types: readonly RougeTypeName[],
): ExactSums[] {
  const columns = SYSTEMS.length * columnsPerSystem(types);
  return Array.from({ length: columns }, (_, column) => {
    const merged = new ExactSums();
    for (const { sums } of shards) merged.merge(ExactSums.fromJSON(sums[column]));
    return merged;
  });
}

/**
 * Mean and normal 95 % interval from sums alone. The interval of a single record is the record.
 * @param zeros records to add with a score of 0
 */
export function estimateBySums(
  sums: readonly ExactSums[],
  types: readonly RougeTypeName[],
  zeros = 0,
): Record<System, SystemScores> {
  const estimateAt = (column: number): Estimate => estimate(sums[column] ?? new ExactSums(), zeros);
  const systems = SYSTEMS.map((system, systemIndex): [System, SystemScores] => {
    const measures = types.map((type, typeIndex): [RougeTypeName, Measures] => {
      const from = systemIndex * columnsPerSystem(types) + typeIndex * MEASURES.length;
      return [
        type,
        {
          precision: estimateAt(from),
          recall: estimateAt(from + 1),
          fmeasure: estimateAt(from + 2),
        },
      ];
    });
    return [
      system,
      {
        rouge: Object.fromEntries(measures.map(([type, { fmeasure }]) => [type, fmeasure.mean])),
        scores: Object.fromEntries(measures),
      },
    ];
  });
  return Object.fromEntries(systems) as Record<System, SystemScores>;
}

function estimate(sums: ExactSums, zeros: number): Estimate {
  const all = ExactSums.fromJSON(sums.toJSON());
  all.addZeros(zeros);
  if (all.count < 2) return { mean: all.mean, low: all.mean, high: all.mean };
  return { mean: all.mean, ...all.interval() };
}
