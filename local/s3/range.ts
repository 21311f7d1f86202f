import { invalidRange } from './errors';

/** Bytes `first` to `last`, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads one byte range: `bytes=5-9`, `bytes=5-` or `bytes=-4`. Undefined, the whole object, for what
 * S3 ignores: another unit, several ranges, or a range that is none. Throws InvalidRange beyond the end.
 * Source: RFC 9110 section 14, and "GetObject" in the Amazon S3 API Reference.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || header === undefined) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '') {
    if (last === '') return undefined;
    if (Number(last) === 0 || size === 0) throw invalidRange(header, size);
    return { first: Math.max(0, size - Number(last)), last: size - 1 };
  }
  if (last !== '' && Number(last) < Number(first)) return undefined;
  if (Number(first) >= size) throw invalidRange(header, size);
  return { first: Number(first), last: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
