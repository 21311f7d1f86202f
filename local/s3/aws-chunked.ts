import { Transform, type TransformCallback } from 'node:stream';
import { AwsError } from '../gateway/aws-error';

/** A size line is a hex number and a signature of 64 hex digits; trailers are as short. */
const MAX_LINE_BYTES = 8 * 1024;

type State = 'size' | 'data' | 'data-end' | 'trailer' | 'done';

/**
 * Decodes `Content-Encoding: aws-chunked`: `SIZE[;chunk-signature=...]\r\nBYTES\r\n ... 0\r\n`, then
 * trailer lines `name:value\r\n` and an empty one. Signatures of chunks are not checked.
 * Source: Amazon S3 API Reference, "Signature calculations for the authorization header: transferring
 * a payload in multiple chunks", and "... with trailing headers".
 */
export class AwsChunkedDecoder extends Transform {
  /** Names in lower case; complete when the stream has ended. */
  readonly trailers = new Map<string, string>();
  #state: State = 'size';
  #remaining = 0;
  #line = '';

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#decode(chunk);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  override _flush(done: TransformCallback): void {
    // Some clients leave out the empty line after the last chunk or trailer.
    const isComplete = this.#state === 'done' || (this.#state === 'trailer' && this.#line === '');
    done(isComplete ? null : incomplete());
  }

  #decode(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && this.#state !== 'done') {
      if (this.#state === 'data') {
        const end = Math.min(chunk.length, at + this.#remaining);
        this.push(chunk.subarray(at, end));
        this.#remaining -= end - at;
        at = end;
        if (this.#remaining === 0) this.#state = 'data-end';
        continue;
      }
      const newline = chunk.indexOf(0x0a, at);
      const end = newline < 0 ? chunk.length : newline;
      this.#line += chunk.toString('latin1', at, end);
      if (this.#line.length > MAX_LINE_BYTES) throw malformed(this.#line.slice(0, 40));
      at = end + 1;
      if (newline >= 0) this.#endLine();
    }
  }

  #endLine(): void {
    const line = this.#line.replace(/\r$/, '');
    this.#line = '';
    switch (this.#state) {
      case 'size':
        this.#remaining = parseSize(line);
        this.#state = this.#remaining === 0 ? 'trailer' : 'data';
        return;
      case 'data-end':
        if (line !== '') throw malformed(line);
        this.#state = 'size';
        return;
      case 'trailer':
        if (line === '') this.#state = 'done';
        else this.#addTrailer(line);
        return;
      case 'data':
      case 'done':
        return;
    }
  }

  #addTrailer(line: string): void {
    const colon = line.indexOf(':');
    if (colon < 1) throw malformed(line);
    this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

function parseSize(line: string): number {
  const hex = /^([0-9a-f]{1,13})(?:;.*)?$/i.exec(line)?.[1];
  if (hex === undefined) throw malformed(line);
  return Number.parseInt(hex, 16);
}

function malformed(line: string): AwsError {
  return new AwsError(
    'InvalidRequest',
    `The aws-chunked body is malformed at '${line.slice(0, 40)}'`,
  );
}

function incomplete(): AwsError {
  return new AwsError('IncompleteBody', 'The aws-chunked body ended before its last chunk');
}
