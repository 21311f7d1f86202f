import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** CompressionType=Gzip, and the object is something else. */
export class NotGzipError extends Error {
  override readonly name = 'NotGzipError';
}

/** The bytes of a downloaded object, decompressed if the job says so. */
export async function* objectContents(path: string, isGzip: boolean): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const stream = isGzip ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
  } catch (cause) {
    if (!isGzip) throw cause;
    throw new NotGzipError(`The object is not gzip data: ${String(cause)}`, { cause });
  } finally {
    file.destroy();
    stream.destroy();
  }
}
