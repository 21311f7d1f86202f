import { type Counts } from '../../domain/run/counts';
import { type PreparedPart, type ScoredShard } from '../../domain/run/outcomes';

/**
 * Where all records ended. `read`, `rejected` and `submitted` come from the preparation, the rest
 * from scoring: two independent counts, which `checkCounts` then compares.
 */
export function countRecords(
  parts: readonly PreparedPart[],
  shards: readonly ScoredShard[],
): Counts {
  const overParts = (field: 'read' | 'rejected' | 'submitted'): number =>
    parts.reduce((sum, part) => sum + part[field], 0);
  const overShards = (field: 'scored' | 'unscored' | 'failed' | 'missing'): number =>
    shards.reduce((sum, shard) => sum + shard[field], 0);
  return {
    read: overParts('read'),
    rejected: overParts('rejected'),
    submitted: overParts('submitted'),
    scored: overShards('scored'),
    unscored: overShards('unscored'),
    failed: overShards('failed'),
    missing: overShards('missing'),
  };
}
