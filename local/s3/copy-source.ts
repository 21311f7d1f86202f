import { type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AwsError } from '../gateway/aws-error';
import { invalidArgument } from './errors';
import { parseRange } from './range';
import { parseVersionId } from './version-id';

export interface CopySource {
  readonly bucketName: string;
  readonly key: string;
  /** Undefined: the current object. */
  readonly versionId: string | undefined;
}

const READ_BUFFER_BYTES = 256 * 1024;

/** Reads `x-amz-copy-source`: `[/]BUCKET/KEY[?versionId=ID]`, percent-encoded. */
export function readCopySource(headerValue: string): CopySource {
  const [path = '', query] = headerValue.split('?');
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decode(path));
  const [, bucketName, key] = match ?? [];
  if (bucketName === undefined || key === undefined) {
    throw invalidArgument('x-amz-copy-source', headerValue, 'BUCKET/KEY, percent-encoded');
  }
  const versionId = parseVersionId(new URLSearchParams(query).get('versionId'));
  return { bucketName, key, versionId };
}

/** Bytes to copy: all, or those of `x-amz-copy-source-range`. */
export function copiedBytes(handle: FileHandle, size: number, range?: string): Readable {
  const parsed = parseRange(range, size);
  if (range !== undefined && !parsed) {
    throw new AwsError('InvalidArgument', `The copy range '${range}' is not bytes=FIRST-LAST`);
  }
  const { first, last } = parsed ?? { first: 0, last: size - 1 };
  if (last < first) return Readable.from([]);
  return handle.createReadStream({ start: first, end: last, highWaterMark: READ_BUFFER_BYTES });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', `'${text}' is not percent-encoded UTF-8`);
  }
}
