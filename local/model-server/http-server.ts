import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Contract } from './contract';
import { ConnectionLost, InvocationError, PlatformFailure } from './invocation-error';
import { readBody } from './read-body';
import { type ServerSettings } from './settings';
import { text2textContract } from './text2text-contract';
import { type TextModel } from './text-model';
import { tgiContract } from './tgi/tgi-contract';

/** The model once it is loaded. */
export type CurrentModel = () => TextModel | undefined;

/** MaxPayloadInMB and MaxConcurrentTransforms as Multi Model Server gives them: one worker, 6 MiB. */
const EXECUTION_PARAMETERS = JSON.stringify({
  MaxConcurrentTransforms: 1,
  BatchStrategy: 'MULTI_RECORD',
  MaxPayloadInMB: 6,
});

const NOT_LOADED = 'Models are not loaded';

/**
 * SageMaker's container contract: `GET /ping`, `GET /execution-parameters`, `POST /invocations`.
 * Source: SageMaker Developer Guide, "Use Your Own Inference Code with Batch Transform".
 */
export function createModelServer(settings: ServerSettings, currentModel: CurrentModel): Server {
  const contract =
    settings.contract === 'tgi-2.x'
      ? tgiContract(settings.tgiLimits)
      : text2textContract(settings.hyperParams);
  const server = createServer((request, response) => {
    answer({ ...settings, contract }, currentModel(), request, response).catch((error: unknown) => {
      if (error instanceof ConnectionLost) response.destroy();
      else sendError(response, contract, error);
    });
  });
  // Longer than a client keeps an idle connection, so that it is never closed under a request.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function answer(
  settings: Omit<ServerSettings, 'contract'> & { readonly contract: Contract },
  model: TextModel | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  switch (`${request.method ?? ''} ${pathname}`) {
    case 'GET /ping':
      // The texts of Multi Model Server's Ping.java.
      send(response, model ? 200 : 503, 'text/plain', model ? '' : NOT_LOADED);
      return;
    case 'GET /execution-parameters':
      send(response, 200, 'application/json', EXECUTION_PARAMETERS);
      return;
    case 'GET /stats':
      if (!settings.showStats) throw notFound(request);
      send(response, 200, 'application/json', JSON.stringify(model?.stats?.() ?? {}));
      return;
    case 'POST /invocations': {
      const body = await readBody(request, settings.maxRequestBytes);
      if (!model) throw new InvocationError(NOT_LOADED, 503);
      const reply = await settings.contract.answer(model, {
        contentType: request.headers['content-type'] ?? '',
        accept: request.headers.accept ?? '',
        body,
        signal: abortWhenLeft(response),
      });
      send(response, 200, reply.contentType, reply.body);
      return;
    }
    default:
      throw notFound(request);
  }
}

/** Nothing goes on computing for a client that has timed out. */
function abortWhenLeft(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

function notFound(request: IncomingMessage): InvocationError {
  return new InvocationError(
    `There is no ${request.method ?? ''} ${request.url ?? ''}. ` +
      'Valid: GET /ping, GET /execution-parameters, POST /invocations.',
    404,
  );
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

function sendError(response: ServerResponse, contract: Contract, error: unknown): void {
  const { status, contentType, body } = contract.writeError(error);
  if (error instanceof PlatformFailure) {
    response.setHeader('x-embedded-sagemaker-error', error.error);
    send(response, 503, contentType, body);
  } else send(response, status, contentType, body);
}
