import { type Agent, request } from 'node:http';

export interface HttpCall {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * One HTTP request to a container on this machine. Rejects when the connection fails or the signal aborts.
 * Not fetch: its own header time-out of 300 s would cut an invocation, which may take 3,600 s.
 */
export async function httpCall(call: HttpCall): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const { port, method, path, agent, signal, body } = call;
    const headers = { ...call.headers, ...(body && { 'content-length': String(body.length) }) };
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, agent, signal },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
