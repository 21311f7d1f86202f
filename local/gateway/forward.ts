import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AwsError } from './aws-error';

/** How a request shows that it came through here. Source: RFC 9110, section 7.6.3. */
const VIA = '1.1 embedded-aws';

/** Of one connection, not of the request. Source: RFC 9110, section 7.6.1. `expect` was answered here already. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'upgrade', 'expect'];

/**
 * Hands a request on as it came, signature and all, to the process where its service runs.
 * @param endpoint `http://HOST:PORT` or `https://HOST:PORT`
 * @throws AwsError ServiceUnavailable when nothing answers there, before anything was answered here
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { service, endpoint }: { readonly service: string; readonly endpoint: string },
): Promise<void> {
  if (request.headers.via?.includes(VIA)) {
    throw new AwsError(
      'ServiceUnavailable',
      `'${service}' is to be at ${endpoint}, from where this request may have come: each of two embedded AWSs takes the other for its place.`,
      508,
    );
  }
  const { request: send } = endpoint.startsWith('https:') ? https : http;
  const outgoing = send(new URL(request.url ?? '/', endpoint), {
    method: request.method ?? 'GET',
    headers: { ...endToEnd(request.headers), via: VIA },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  try {
    // An answer may come before the whole body is sent, and then stands whatever becomes of the body.
    const sent = pipeline(request, outgoing);
    sent.catch(() => undefined);
    const answer = await answered;
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    await pipeline(answer, response);
  } catch (cause) {
    outgoing.destroy();
    if (response.headersSent) throw cause;
    throw new AwsError(
      'ServiceUnavailable',
      `'${service}' is to be at ${endpoint}, where nothing answers (${reasonOf(cause)}).`,
      503,
    );
  }
}

function endToEnd(headers: IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? String(error.code) : error.message;
}
