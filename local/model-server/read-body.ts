import { type IncomingMessage } from 'node:http';
import { readAtMost } from '../read-at-most';
import { InvocationError } from './invocation-error';

/** Reads a request's body; 413 above `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const read = await readAtMost(request, maxBytes);
  if ('body' in read) return read.body;
  throw new InvocationError(
    `The payload has ${read.tooLong} bytes; at most ${maxBytes} are accepted (SAGEMAKER_MAX_PAYLOAD_IN_MB).`,
    413,
  );
}
