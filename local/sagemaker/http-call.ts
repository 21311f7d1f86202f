import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface HttpCall {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly agent: Agent;
  readonly signal: AbortSignal;
  /** Longest body of an answer; no limit unless given. */
  readonly maxAnswerBytes?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The answer's body is longer than the call allows; the rest of it is not read. */
export class AnswerTooLongError extends Error {
  override readonly name = 'AnswerTooLongError';

  constructor(
    readonly status: number,
    maxBytes: number,
  ) {
    super(`The answer has more than ${maxBytes} bytes`);
  }
}

/**
 * One HTTP request to a container on this machine. Rejects when the connection fails, the signal aborts or the
 * answer is too long.
 * Not fetch: its own header time-out of 300 s would cut an invocation, which may take 3,600 s.
 */
export async function httpCall(call: HttpCall): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const { port, method, path, agent, signal, body, maxAnswerBytes = Infinity } = call;
    const headers = { ...call.headers, ...(body && { 'content-length': String(body.length) }) };
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, agent, signal },
      (response) => {
        const status = response.statusCode ?? 0;
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > maxAnswerBytes)
            response.destroy(new AnswerTooLongError(status, maxAnswerBytes));
          else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status, headers: response.headers, body: Buffer.concat(chunks) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
