import { isUtf8 } from 'node:buffer';

/** A line of a text file. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** False: the bytes are not UTF-8, and `text` has U+FFFD in their place. */
  readonly utf8: boolean;
}

/** A line that is longer than any record can be; reading on would only fill the memory. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

/**
 * SageMaker's largest payload is 100 MB, so no usable record is longer; one more MiB for the
 * columns that do not travel.
 */
const MAX_LINE_BYTES = 101 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Splits chunks of bytes into lines at "\n", whatever the chunks' borders are. A byte order mark
 * at the start and "\r" before "\n" are dropped; blank lines are passed on, since they count.
 *
 * Whole blocks are decoded at once: one decoding per chunk, not per line, is what makes this as
 * fast as a bare loop.
 *
 * @throws LineTooLong
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Line[]> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let next = 1;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const end = bytes.lastIndexOf(NEWLINE);
    if (end === -1) {
      pending.push(bytes);
      pendingBytes += bytes.length;
      if (pendingBytes > MAX_LINE_BYTES) {
        throw new LineTooLong(`line ${next} is longer than ${MAX_LINE_BYTES} bytes`);
      }
      continue;
    }
    const head = bytes.subarray(0, end);
    const block = pending.length === 0 ? head : Buffer.concat([...pending, head]);
    const lines = decode(block, next);
    next += lines.length;
    pending = end + 1 < bytes.length ? [bytes.subarray(end + 1)] : [];
    pendingBytes = bytes.length - end - 1;
    yield lines;
  }
  if (pendingBytes > 0) yield decode(Buffer.concat(pending), next);
}

/** Decodes whole lines without the last line's newline. */
function decode(block: Buffer, first: number): Line[] {
  if (isUtf8(block)) return linesOf(block.toString('utf8'), first, () => true);
  const wellFormed: boolean[] = [];
  for (let from = 0; from <= block.length;) {
    const newline = block.indexOf(NEWLINE, from);
    const to = newline === -1 ? block.length : newline;
    wellFormed.push(isUtf8(block.subarray(from, to)));
    from = to + 1;
  }
  return linesOf(block.toString('utf8'), first, (index) => wellFormed[index] ?? false);
}

function linesOf(text: string, first: number, utf8: (index: number) => boolean): Line[] {
  const start = first === 1 && text.startsWith('\uFEFF') ? 1 : 0;
  const lines: Line[] = [];
  for (let from = start; from <= text.length;) {
    const newline = text.indexOf('\n', from);
    const to = newline === -1 ? text.length : newline;
    const end = to > from && text.charCodeAt(to - 1) === 0x0d ? to - 1 : to;
    lines.push({
      number: first + lines.length,
      text: text.slice(from, end),
      utf8: utf8(lines.length),
    });
    from = to + 1;
  }
  return lines;
}
