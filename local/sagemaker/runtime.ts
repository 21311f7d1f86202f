import { type IncomingMessage, type ServerResponse } from 'node:http';
import { toAwsError } from '../gateway/aws-json';
import { type RequestContext } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { authorizeAll } from '../iam/rights';
import { readAtMost } from '../read-at-most';
import { readInvocationHeaders, replyHeaders } from './endpoints/invocation-headers';
import {
  invokeEndpoint,
  type InvokeEndpointOptions,
  MAX_BODY_BYTES,
} from './endpoints/invoke-endpoint';
import { invokeEndpointRight } from './rights';
import { validationError } from './endpoints/runtime-errors';

/** SageMaker's runtime signs like the control plane; its path tells it apart. */
export function isRuntimeRequest(request: IncomingMessage): boolean {
  return request.url?.startsWith('/endpoints/') ?? false;
}

/** InvokeEndpoint over HTTP (Smithy, "AWS REST JSON 1 protocol"); its siblings are refused by name. */
export async function handleRuntime(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  options: InvokeEndpointOptions & { readonly authorizer: Authorizer },
): Promise<void> {
  try {
    // Read before anything is refused: a client that cannot finish sending does not see the answer.
    const read = await readAtMost(request, MAX_BODY_BYTES);
    const endpointName = endpointOf(request);
    authorizeAll(options.authorizer, context.caller, [invokeEndpointRight(options, endpointName)]);
    if ('tooLong' in read) {
      throw validationError(
        `1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less than or equal to ${MAX_BODY_BYTES}`,
      );
    }
    const headers = readInvocationHeaders(request.headers);
    const signal = abortWhenLeft(response);
    const answer = await invokeEndpoint(
      { endpointName, headers, body: read.body, signal },
      options,
    );
    send(response, 200, context, replyHeaders(answer.headers, answer.variant), answer.body);
  } catch (error) {
    sendError(response, context, error);
  }
}

function endpointOf({ method, url }: IncomingMessage): string {
  const match = /^\/endpoints\/([^/?]+)\/invocations$/.exec(url ?? '');
  const name = decodeURIComponent(match?.[1] ?? '');
  if (method === 'POST' && name) return name;
  throw validationError(
    `The embedded SageMaker does not support ${String(method)} ${String(url)}. Supported: POST /endpoints/NAME/invocations (InvokeEndpoint).`,
  );
}

/** No container goes on computing for a client that is gone. */
function abortWhenLeft(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort(new Error('The client is gone'));
  });
  return left.signal;
}

function sendError(response: ServerResponse, context: RequestContext, error: unknown): void {
  const { code, message, statusCode, details } = toAwsError(error);
  const body = JSON.stringify({ ...details, Message: message || null });
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code };
  send(response, statusCode, context, headers, Buffer.from(body));
}

function send(
  response: ServerResponse,
  status: number,
  context: RequestContext,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    'content-length': body.length,
    'x-amzn-requestid': context.requestId,
  });
  response.end(body);
}
