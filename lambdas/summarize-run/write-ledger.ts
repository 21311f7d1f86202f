import { type RunLayout } from '../../domain/run/layout';
import { type ScoredShard } from '../../domain/run/outcomes';
import { isNoSuchKey, type RunStore } from '../shared/run-store';
import { StreamedObject } from '../shared/streamed-object';

/**
 * Joins the rejected, failed and missing records of all parts and shards into `ledger.jsonl`, one
 * line each: `{"id", "sourceId", "outcome", ...}`. One file is read at a time.
 *
 * @returns false when every record was answered: there is no ledger then
 */
export async function writeLedger(
  layout: RunLayout,
  partCount: number,
  shards: readonly ScoredShard[],
  store: RunStore,
): Promise<boolean> {
  const ledger = new StreamedObject(store, layout.ledger);
  let lines = 0;
  const copy = async (key: string, outcome?: string): Promise<void> => {
    for (const line of await linesOf(key, store)) {
      const entry = JSON.parse(line) as object;
      await ledger.writeLine(JSON.stringify(outcome === undefined ? entry : { ...entry, outcome }));
      lines++;
    }
  };
  try {
    for (let part = 0; part < partCount; part++) await copy(layout.rejected(part), 'rejected');
    for (const [shard, { failed, missing }] of shards.entries()) {
      if (failed + missing > 0) await copy(layout.unanswered(shard));
    }
    await ledger.finish();
  } catch (error) {
    await ledger.abort();
    throw error;
  }
  return lines > 0;
}

async function linesOf(key: string, store: RunStore): Promise<string[]> {
  try {
    const text = (await store.readBytes(key)).toString('utf8');
    return text.split('\n').filter((line) => line !== '');
  } catch (error) {
    if (isNoSuchKey(error)) return [];
    throw error;
  }
}
