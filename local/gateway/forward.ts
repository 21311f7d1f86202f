import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { AwsError } from './aws-error';

export interface ForwardOptions {
  /** Signing name. */
  readonly service: string;
  /** `http://HOST:PORT` or `https://HOST:PORT` */
  readonly endpoint: string;
  /** Tells this gateway from all others that a request may come through. */
  readonly gatewayId: string;
}

/** Of one connection, not of the request. Source: RFC 9110, section 7.6.1. `expect` was answered here already. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'upgrade', 'expect'];

/**
 * Hands a request on as it came, signature and all, to the process where its service runs.
 * Rejects with AwsError ServiceUnavailable when no answer comes from there, before anything was
 * answered here.
 */
export async function forward(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  options: ForwardOptions,
): Promise<void> {
  const { service, endpoint, gatewayId } = options;
  // How a request shows where it came through. Source: RFC 9110, section 7.6.3.
  const own = `1.1 embedded-aws-${gatewayId}`;
  const { via = '' } = request.headers;
  if (via.includes(own)) {
    throw new AwsError(
      'ServiceUnavailable',
      `'${service}' is to be at ${endpoint}, from where this request has come back: it runs at neither place.`,
      508,
    );
  }
  const outgoing = requestTo(endpoint, request, {
    ...endToEnd(request.headers),
    via: via === '' ? own : `${via}, ${own}`,
  });
  // A client that goes away wants no answer, whether one has begun or not.
  response.once('close', () => outgoing.destroy());
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  try {
    // An answer may come before the whole body is sent, and then stands whatever becomes of the body.
    pipeline(request, outgoing).catch(() => undefined);
    const answer = await answered;
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    await pipeline(answer, response);
  } catch (cause) {
    outgoing.destroy();
    if (response.headersSent) throw cause;
    throw new AwsError(
      'ServiceUnavailable',
      `'${service}' is to be at ${endpoint}, and no answer comes from there (${String(cause)}).`,
      503,
    );
  }
}

/** A connection of its own: one that is kept would outlive this gateway, and it costs little on one machine. */
function requestTo(
  endpoint: string,
  { url = '/', method = 'GET' }: http.IncomingMessage,
  headers: http.OutgoingHttpHeaders,
): http.ClientRequest {
  // Keys of objects hold `..` and `//`: the path goes as it came, and never says where to.
  if (!url.startsWith('/')) {
    throw new AwsError('InvalidURI', `A request's target begins with '/', not '${url}'`, 400);
  }
  const { protocol, hostname, port } = new URL(endpoint);
  const target = { hostname, port, method, path: url, headers, agent: false };
  if (protocol !== 'https:') return http.request(target);
  // The certificate is of the endpoint, whatever host the client has named.
  return https.request({ ...target, servername: isIP(hostname) === 0 ? hostname : '' });
}

function endToEnd(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}
