import { Readable } from 'node:stream';

/** The body of an S3 answer as the Node stream that it is in this runtime; the SDK's type also names browsers'. */
export function bodyStream(body: unknown): Readable {
  if (body instanceof Readable) return body;
  throw new TypeError('S3 answered without a body');
}
