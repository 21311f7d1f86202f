import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createChecksum } from './checksums';
import { type ObjectChecksum, type ObjectMetadata } from './object-metadata';
import { type ChosenPart } from './part-list';
import { type Upload } from './upload';

const READ_BUFFER_BYTES = 1024 * 1024;

/** The bytes of all parts, one after the other. */
export async function* partBytes(
  parts: readonly ChosenPart[],
  pathOf: (partNumber: number) => string,
): AsyncGenerator<Buffer> {
  for (const { partNumber, metadata } of parts) {
    if (metadata.size === 0) continue;
    const handle = await open(pathOf(partNumber), 'r');
    // The stream closes the handle, also when the reader goes away.
    const stream = handle.createReadStream({
      start: 0,
      end: metadata.size - 1,
      highWaterMark: READ_BUFFER_BYTES,
    });
    yield* stream as AsyncIterable<Buffer>;
  }
}

/** `<md5 of the parts' md5s>-<parts>`. Source: S3 User Guide, "Checking object integrity". */
export function multipartEtag(parts: readonly ObjectMetadata[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}

/** Checksum of the parts' checksums; undefined when the upload or a part has none. */
export async function compositeChecksum(
  upload: Upload,
  parts: readonly ObjectMetadata[],
): Promise<ObjectChecksum | undefined> {
  if (upload.checksum?.type !== 'COMPOSITE') return undefined;
  const { algorithm } = upload.checksum;
  const running = createChecksum(algorithm);
  for (const { checksum } of parts) {
    if (checksum?.algorithm !== algorithm) return undefined;
    running.update(Buffer.from(checksum.value, 'base64'));
  }
  return { algorithm, type: 'COMPOSITE', value: `${await running.digest()}-${parts.length}` };
}
