import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type RequestContext } from '../gateway/service';

/** SageMaker's runtime signs like the control plane; its path tells it apart. */
export function isRuntimeRequest(request: IncomingMessage): boolean {
  return request.url?.startsWith('/endpoints/') ?? false;
}

/** InvokeEndpoint and its siblings (REST JSON): endpoints are not part of the embedded SageMaker yet. */
export async function handleRuntime(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<void> {
  request.resume();
  const Message = `The embedded SageMaker does not support ${request.method ?? ''} ${request.url ?? ''}. Supported: models and batch transform jobs.`;
  const body = JSON.stringify({ Message });
  response.writeHead(400, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-amzn-errortype': 'ValidationError',
    'x-amzn-requestid': context.requestId,
  });
  response.end(body);
}
