import { splitLines, LineTooLong, type Line } from '../../domain/records/line-splitter';
import { parseRecord } from '../../domain/records/parse-record';
import { recordPreparer } from '../../domain/records/prepare-record';
import { ColumnError, NOT_BLANK, type JsonRecord } from '../../domain/records/prompt-template';
import { ReferenceJoin, ReferenceJoinError } from '../../domain/records/reference-join';
import { DatasetNotFound, DatasetUnusable } from '../../domain/run/errors';
import { type RunLayout } from '../../domain/run/layout';
import { type PreparedPart } from '../../domain/run/outcomes';
import { CONTRACT_VERSION, planSchema, type DatasetObject, type Plan } from '../../domain/run/plan';
import { objectUri } from '../../domain/run/s3-uri';
import { openObject, type RunStore } from '../shared/run-store';
import { RejectionLog } from './rejection-log';
import { ShardUploads } from './shard-uploads';

const MEGABYTE = 1024 * 1024;

/**
 * Streams the data set once: each usable record becomes a line of a shard and a line of its
 * references, each other one a line of the rejections. Memory is that of a few shards.
 *
 * @throws DatasetNotFound when the object has changed since it was planned; DatasetUnusable
 */
export async function preparePart(
  layout: RunLayout,
  part: number,
  store: RunStore,
): Promise<PreparedPart> {
  const plan = await store.readJson(layout.plan, planSchema);
  const shards = new ShardUploads(store, layout, plan.recordsPerShard);
  const rejections = new RejectionLog(store, layout.rejected(part), objectUri(plan.dataset));
  try {
    const { read, referenced } = await prepareRecords(plan, store, shards, rejections);
    const shardRecords = await shards.finish();
    await rejections.finish();
    return {
      contractVersion: CONTRACT_VERSION,
      kind: 'prepared',
      read,
      rejected: rejections.count,
      submitted: read - rejections.count,
      referenced,
      shardRecords,
      firstRejections: [...rejections.first],
    };
  } catch (error) {
    // Uploads under way must end before this child does, or they would go on into its retry.
    await Promise.allSettled([shards.settle(), rejections.abort()]);
    if (error instanceof LineTooLong || error instanceof ReferenceJoinError) {
      const where = error instanceof LineTooLong ? plan.dataset : (plan.references ?? plan.dataset);
      throw new DatasetUnusable(`${objectUri(where)}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

async function prepareRecords(
  plan: Plan,
  store: RunStore,
  shards: ShardUploads,
  rejections: RejectionLog,
): Promise<{ read: number; referenced: number }> {
  const join = await openReferences(plan, store);
  try {
    return await submitRecords(plan, store, join, shards, rejections);
  } finally {
    await join?.close();
  }
}

async function submitRecords(
  plan: Plan,
  store: RunStore,
  join: ReferenceJoin | undefined,
  shards: ShardUploads,
  rejections: RejectionLog,
): Promise<{ read: number; referenced: number }> {
  const prepare = recordPreparer(plan.settings);
  const limit = plan.settings.dataset.limit ?? Infinity;
  let id = 0;
  let referenced = 0;
  for await (const lines of await linesOf(plan.dataset, store)) {
    for (const line of lines) {
      if (!NOT_BLANK.test(line.text)) continue;
      if (id >= limit) return { read: id, referenced };
      let record: JsonRecord | undefined;
      try {
        record = parseRecord(line);
        const prepared = prepare(record, id);
        const { input, sourceId } = prepared;
        refuseOverPayload(input, plan.settings.transform.maxPayloadInMB);
        const reference = join ? await join.take(sourceId) : prepared.reference;
        if (reference !== undefined) referenced++;
        // JSON leaves out what is undefined.
        shards.add(input, { id, sourceId, highlights: reference, lead: prepared.lead });
        if (shards.full) await shards.cut();
      } catch (error) {
        if (!(error instanceof ColumnError)) throw error;
        const sourceId = sourceIdOf(record, plan, id);
        // Its reference goes with it, or the next record of the same id would get it.
        if (join && sourceId !== undefined) await join.take(sourceId);
        await rejections.add(id, line.number, error.message, sourceId);
      }
      id++;
    }
  }
  return { read: id, referenced };
}

/** SageMaker fails the whole object of a record that no request can hold. @throws ColumnError */
function refuseOverPayload(input: string, maxPayloadInMB: number): void {
  const maxBytes = maxPayloadInMB * MEGABYTE;
  // Counting is for the few long ones: a UTF-16 unit takes three bytes at most.
  if (input.length * 3 < maxBytes) return;
  const bytes = Buffer.byteLength(input) + 1;
  if (bytes <= maxBytes) return;
  throw new ColumnError(
    `the record has ${bytes} bytes, more than maxPayloadInMB (${maxPayloadInMB}) allows`,
  );
}

async function openReferences(plan: Plan, store: RunStore): Promise<ReferenceJoin | undefined> {
  const columns = plan.settings.dataset.references;
  if (plan.references === null || columns === null) return undefined;
  return new ReferenceJoin(await linesOf(plan.references, store), columns);
}

async function linesOf(object: DatasetObject, store: RunStore): Promise<AsyncIterable<Line[]>> {
  try {
    const stream = await openObject(store.s3, object, object.etag);
    return splitLines(stream as AsyncIterable<Uint8Array>);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    if (cause.name !== 'PreconditionFailed' && cause.name !== 'NoSuchKey') throw cause;
    throw new DatasetNotFound(
      `${objectUri(object)} was changed or deleted since the run was planned; start the run again`,
      { cause },
    );
  }
}

/** The user's id of a rejected record, as far as it can be read; without an id column, its position. */
function sourceIdOf(record: JsonRecord | undefined, plan: Plan, position: number): unknown {
  const { format, idColumn } = plan.settings.dataset;
  const column = format === 'prepared' ? 'id' : idColumn;
  if (column === null) return position;
  return record?.[column];
}
