import { type RunLayout } from '../../domain/run/layout';
import { type ScoredShard } from '../../domain/run/outcomes';
import { type RunSettings } from '../../domain/run/request';
import { type Baseline, type ScoresByType } from '../../domain/run/results';
import { type RunStore } from '../shared/run-store';
import { estimateByBootstrap } from './estimate-by-bootstrap';
import { estimateBySums, mergeSums } from './estimate-by-sums';
import { gatherColumns } from './gather-columns';
import { type SystemScores } from './system-scores';

/** Up to here the columns are read and numpy's way is taken: 200,000 x 36 columns x 8 B = 58 MB. */
const MAX_BOOTSTRAP_RECORDS = 200_000;

export interface RunScores {
  readonly method: 'evaluate' | 'exact-sums';
  /** Null: nothing was scored. */
  readonly answer: SystemScores | null;
  readonly countingUnansweredAsZero: ScoresByType | null;
  readonly baselines: { readonly lead1: Baseline; readonly lead3: Baseline } | null;
}

/** Two ways to the numbers (DESIGN, "Results"): what numpy computes, or exact mergeable sums. */
export async function aggregateScores(
  { rouge }: RunSettings,
  shards: readonly ScoredShard[],
  layout: RunLayout,
  store: RunStore,
): Promise<RunScores> {
  const scored = shards.reduce((sum, shard) => sum + shard.scored, 0);
  const baselineRecords = shards.reduce((sum, shard) => sum + shard.baselines, 0);
  const unanswered = shards.reduce((sum, shard) => sum + shard.unansweredWithReference, 0);
  const method = scored <= MAX_BOOTSTRAP_RECORDS ? 'evaluate' : 'exact-sums';
  if (scored === 0) {
    return { method, answer: null, countingUnansweredAsZero: null, baselines: null };
  }
  const sums = mergeSums(shards, rouge.types);
  const systems =
    method === 'evaluate'
      ? estimateByBootstrap(await gatherColumns(shards, rouge.types, layout, store), rouge)
      : estimateBySums(sums, rouge.types);
  return {
    method,
    answer: systems.answer,
    countingUnansweredAsZero: estimateBySums(sums, rouge.types, unanswered).answer.scores,
    baselines:
      baselineRecords === 0
        ? null
        : {
            lead1: { records: baselineRecords, ...systems.lead1 },
            lead3: { records: baselineRecords, ...systems.lead3 },
          },
  };
}
