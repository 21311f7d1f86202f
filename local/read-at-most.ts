import { type IncomingMessage } from 'node:http';

/** A request's body, or how many bytes it had if those are more than allowed. */
export type LimitedBody = { readonly body: Buffer } | { readonly tooLong: number };

/**
 * Reads a body of at most `maxBytes`. What is too much is read and thrown away, because a client that cannot finish
 * sending does not see the answer.
 */
export async function readAtMost(request: IncomingMessage, maxBytes: number): Promise<LimitedBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return bytes > maxBytes ? { tooLong: bytes } : { body: Buffer.concat(chunks) };
}
