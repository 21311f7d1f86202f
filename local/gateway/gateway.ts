import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Caller } from '../iam/access';
import { type ShownCredentials } from '../iam/principals';
import { AwsError } from './aws-error';
import { toAwsError } from './aws-json';
import { type CredentialScope, readCredentialScope } from './credential-scope';
import { forward } from './forward';
import { sendGatewayError } from './gateway-error';
import { answerOwnPage, type OwnPages } from './own-pages';
import { PortInUse } from './port-in-use';
import { RunningService } from './running-service';
import { type AwsService, type RequestContext } from './service';

export interface GatewayOptions {
  /** One for each signing name. The gateway closes them in this order: users before the used. */
  readonly services: readonly AwsService[];
  /** TCP port on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** Region of requests that name none. */
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly pages?: OwnPages;
  /** URL of the process that runs a service which is not among `services`; undefined if none does. */
  readonly endpointOf?: (signingName: string) => string | undefined;
  /** Awaited before a service sees a call; what it rejects with is answered. */
  readonly beforeCall?: () => Promise<void>;
  /** Whose credentials these are; the account's unless given. */
  readonly callerOf?: (shown: ShownCredentials) => Caller;
}

export interface Gateway {
  /** `http://127.0.0.1:PORT`: an address, as a host name would make SDKs prefix it with the bucket. */
  readonly endpoint: string;
  readonly port: number;
  /**
   * Closes the services one after the other while the others still answer, so that what one runs
   * ends properly; then ends all connections. Idempotent. @throws AggregateError of what services
   * reject with, when all are closed
   */
  close(): Promise<void>;
}

/** Reachable from this machine only: nothing here checks a signature's secret. */
const HOST = '127.0.0.1';

/** Unsigned requests are S3's: anonymous reads, and presigned URLs of signature version 2. */
const UNSIGNED_SERVICE = 's3';

/** Serves all `services` on one port; each request goes to the service that it was signed for. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const services = indexServices(options.services);
  const gatewayId = randomUUID();
  const server = createServer((request, response) => {
    void answer(services, { ...options, gatewayId }, request, response);
  });
  // A large object may take longer than Node's default of 5 minutes for a whole request.
  server.requestTimeout = 0;
  const port = await listen(server, options.port ?? 0);
  let closing: Promise<void> | undefined;
  return {
    endpoint: `http://${HOST}:${port}`,
    port,
    close: () => (closing ??= closeAll(server, services)),
  };
}

function indexServices(services: readonly AwsService[]): ReadonlyMap<string, RunningService> {
  const byName = new Map<string, RunningService>();
  for (const service of services) {
    if (byName.has(service.signingName)) {
      throw new Error(`Two services want to answer requests signed for '${service.signingName}'`);
    }
    byName.set(service.signingName, new RunningService(service));
  }
  return byName;
}

async function answer(
  services: ReadonlyMap<string, RunningService>,
  options: GatewayOptions & { readonly gatewayId: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const scope = readCredentialScope(request);
  const context: RequestContext = {
    requestId: randomUUID(),
    accessKeyId: scope?.accessKeyId,
    caller: options.callerOf?.(shownCredentials(scope)) ?? { kind: 'account' },
    region: scope?.region ?? options.region,
    accountId: options.accountId,
  };
  // A client that goes away while it is answered is no fault of the server.
  response.on('error', () => undefined);
  try {
    if (options.pages && (await answerOwnPage(options.pages, request.url, response))) return;
    const signingName = scope?.service ?? UNSIGNED_SERVICE;
    const endpoint = services.has(signingName) ? undefined : options.endpointOf?.(signingName);
    if (endpoint !== undefined) {
      const { gatewayId } = options;
      await forward(request, response, { service: signingName, endpoint, gatewayId });
      return;
    }
    await options.beforeCall?.();
    await findService(services, scope?.service).handle(request, response, context);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else sendGatewayError(request, response, context, toAwsError(error), scope?.service);
  }
}

function shownCredentials(scope: CredentialScope | undefined): ShownCredentials {
  return { accessKeyId: scope?.accessKeyId, sessionToken: scope?.sessionToken };
}

function findService(
  services: ReadonlyMap<string, RunningService>,
  signingName: string | undefined,
): RunningService {
  const service = services.get(signingName ?? UNSIGNED_SERVICE);
  if (service) return service;
  const known = [...services.keys()].join(', ');
  if (signingName === undefined) {
    throw new AwsError(
      'MissingAuthenticationToken',
      `The request carries no AWS signature, so its service is unknown. Running here: ${known}.`,
      403,
    );
  }
  throw new AwsError(
    'UnknownService',
    `The embedded AWS does not run the service '${signingName}'. Running here: ${known}.`,
    501,
  );
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUse(HOST, port, { cause: error }) : error);
    });
    server.listen(port, HOST, () => {
      server.removeAllListeners('error');
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error(`The server listens on ${String(address)} instead of a port`));
      } else resolve(address.port);
    });
  });
}

async function closeAll(
  server: Server,
  services: ReadonlyMap<string, RunningService>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const service of services.values()) {
    await service.close().catch((error: unknown) => failures.push(error));
  }
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
  if (failures.length > 0) {
    throw new AggregateError(failures, `Services failed to close: ${failures.join('; ')}`);
  }
}
