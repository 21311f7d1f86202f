import { type IncomingMessage } from 'node:http';
import { InvocationError } from './invocation-error';

/**
 * Reads a request's body; 413 above `maxBytes`. What is too much is read and thrown away, because a
 * client that cannot finish sending does not see the answer.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytes > maxBytes) {
    throw new InvocationError(
      `The payload has ${bytes} bytes; at most ${maxBytes} are accepted (SAGEMAKER_MAX_PAYLOAD_IN_MB).`,
      413,
    );
  }
  return Buffer.concat(chunks);
}
