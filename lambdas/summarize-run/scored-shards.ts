import { StepIncomplete } from '../../domain/run/errors';
import { type RunLayout } from '../../domain/run/layout';
import { shardOutcomeSchema, type ScoredShard } from '../../domain/run/outcomes';
import { mapInOrder } from '../shared/map-in-order';
import { raiseLeftError } from '../shared/raise-left-error';
import { type RunStore } from '../shared/run-store';

/** 40,000 shards at 32 a time and about 30 ms each are read in 40 s. */
const READS_IN_FLIGHT = 32;

/** What the scoring of each shard left, in the order of shards. @throws StepIncomplete, or the error left */
export async function readScoredShards(
  layout: RunLayout,
  shardCount: number,
  store: RunStore,
): Promise<ScoredShard[]> {
  const numbers = Array.from({ length: shardCount }, (_, shard) => shard);
  const outcomes = await mapInOrder(numbers, READS_IN_FLIGHT, (shard) =>
    store.readJsonIfPresent(layout.shardOutcome(shard), shardOutcomeSchema),
  );
  const absent = numbers.filter((shard) => outcomes[shard] === undefined);
  if (absent.length > 0) {
    throw new StepIncomplete(
      `${absent.length} of ${shardCount} shards left no outcome (${absent.slice(0, 10).join(', ')}` +
        `${absent.length > 10 ? ', ...' : ''}): score-shard crashed or ran out of time; its log and the ` +
        'map run in the console say why',
    );
  }
  return outcomes.flatMap((outcome) => {
    if (outcome?.kind === 'failed') raiseLeftError(outcome.error);
    return outcome ? [outcome] : [];
  });
}
