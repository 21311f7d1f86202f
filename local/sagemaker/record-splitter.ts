const LINE_FEED = 0x0a;

/** Where objects are cut into records: `Line` after every "\n", `None` not at all. */
export type SplitType = 'None' | 'Line';

/** A record that no request can carry. */
export class RecordTooLargeError extends Error {
  override readonly name = 'RecordTooLargeError';

  constructor(recordNumber: number, maxBytes: number) {
    super(
      `Record ${recordNumber} has more than ${maxBytes} bytes (MaxPayloadInMB=${maxBytes / 1_048_576})`,
    );
  }
}

/**
 * Cuts a stream of bytes into records. A record keeps its bytes, with the "\n" that ends it, so that the
 * concatenation of the records is the object; the last one may end without "\n". No bytes, no record.
 * Holds one record at a time and gives up as soon as it exceeds `maxBytes` (RecordTooLargeError).
 * Source: SageMaker developer guide, "Use batch transform to get inferences from large datasets".
 */
export async function* splitRecords(
  chunks: AsyncIterable<Uint8Array>,
  splitType: SplitType,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let bytes = 0;
  let recordNumber = 1;
  const take = (part: Buffer): void => {
    bytes += part.length;
    if (bytes > maxBytes) throw new RecordTooLargeError(recordNumber, maxBytes);
    parts.push(part);
  };
  const record = (): Buffer => {
    const [only] = parts;
    const whole = parts.length === 1 && only ? only : Buffer.concat(parts, bytes);
    parts = [];
    bytes = 0;
    recordNumber += 1;
    return whole;
  };

  for await (const bytesRead of chunks) {
    const chunk = Buffer.from(bytesRead.buffer, bytesRead.byteOffset, bytesRead.byteLength);
    let start = 0;
    if (splitType === 'Line') {
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
        take(chunk.subarray(start, end + 1));
        yield record();
        start = end + 1;
      }
    }
    if (start < chunk.length) take(chunk.subarray(start));
  }
  if (bytes > 0) yield record();
}
