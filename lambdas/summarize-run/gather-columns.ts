import { type RunLayout } from '../../domain/run/layout';
import { type ScoredShard } from '../../domain/run/outcomes';
import { type RougeTypeName } from '../../domain/run/request';
import { columnsPerSystem, readColumns, SYSTEMS } from '../../domain/run/score-columns';
import { mapInOrder } from '../shared/map-in-order';
import { type RunStore } from '../shared/run-store';

const READS_IN_FLIGHT = 16;

/** The score columns of all shards, joined in data-set order; laid out as in `score-columns.ts`. */
export async function gatherColumns(
  shards: readonly ScoredShard[],
  types: readonly RougeTypeName[],
  layout: RunLayout,
  store: RunStore,
): Promise<Float64Array[]> {
  const perShard = await mapInOrder(
    [...shards.entries()],
    READS_IN_FLIGHT,
    async ([number, rows]) =>
      readColumns(await store.readBytes(layout.shardColumns(number)), types, rows),
  );
  const columns = SYSTEMS.length * columnsPerSystem(types);
  return Array.from({ length: columns }, (_, column) =>
    concatenate(perShard.map((shard) => shard[column] ?? new Float64Array())),
  );
}

function concatenate(arrays: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    joined.set(array, at);
    at += array.length;
  }
  return joined;
}
