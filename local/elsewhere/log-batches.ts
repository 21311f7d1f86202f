export interface LogLine {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

/**
 * A batch of PutLogEvents has at most 10,000 events and 1,048,576 bytes, 26 more counted for each
 * event. 500 keep one call short.
 * Source: CloudWatch Logs API Reference, PutLogEvents.
 */
const MOST_LINES = 500;
const MOST_BYTES = 1_048_576;
const BYTES_A_LINE = 26;

/** Lines as PutLogEvents takes them: in the order of their times, none empty, none longer than a batch. */
export function logBatches(lines: readonly LogLine[]): LogLine[][] {
  const batches: LogLine[][] = [];
  let bytes = 0;
  for (const line of lines.map(fitting).sort((a, b) => a.timestamp - b.timestamp)) {
    const size = Buffer.byteLength(line.message) + BYTES_A_LINE;
    const last = batches.at(-1);
    if (!last || last.length === MOST_LINES || bytes + size > MOST_BYTES) {
      batches.push([line]);
      bytes = size;
    } else {
      last.push(line);
      bytes += size;
    }
  }
  return batches;
}

function fitting({ timestamp, message }: LogLine): LogLine {
  const room = MOST_BYTES - BYTES_A_LINE;
  if (message === '') return { timestamp, message: ' ' };
  if (Buffer.byteLength(message) <= room) return { timestamp, message };
  // A character that is cut in its middle shows as U+FFFD, of 3 bytes.
  const cut = Buffer.from(message)
    .subarray(0, room - 3)
    .toString('utf8');
  return { timestamp, message: cut };
}
