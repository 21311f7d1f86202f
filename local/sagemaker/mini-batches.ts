/** `SingleRecord`: one record a request. `MultiRecord`: as many as fit into the payload. */
export type BatchStrategy = 'MultiRecord' | 'SingleRecord';

/** The body of one request: whole records of one object, in their order. */
export interface MiniBatch {
  readonly records: number;
  readonly body: Buffer;
}

/**
 * Packs records into request bodies of at most `maxBytes`. Every record is at most that long already.
 * Source: API reference, CreateTransformJob, BatchStrategy.
 */
export async function* packMiniBatches(
  records: AsyncIterable<Buffer>,
  strategy: BatchStrategy,
  maxBytes: number,
): AsyncGenerator<MiniBatch> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const record of records) {
    const isFull = strategy === 'SingleRecord' || bytes + record.length > maxBytes;
    if (isFull && parts.length > 0) {
      yield { records: parts.length, body: Buffer.concat(parts, bytes) };
      parts = [];
      bytes = 0;
    }
    parts.push(record);
    bytes += record.length;
  }
  if (parts.length > 0) yield { records: parts.length, body: Buffer.concat(parts, bytes) };
}
