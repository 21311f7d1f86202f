/** The embedded AWS's services by their signing names, as credential scopes have them. */
export const serviceNames = [
  'application-autoscaling',
  'cloudformation',
  'events',
  'lambda',
  'logs',
  's3',
  'sagemaker',
  'scheduler',
  'sns',
  'sqs',
  'ssm',
  'states',
  'sts',
] as const;
export type ServiceName = (typeof serviceNames)[number];

export function isServiceName(name: string): name is ServiceName {
  return serviceNames.some((each) => each === name);
}

export interface PlacementOptions {
  /** What runs in this process; all that have no endpoint elsewhere unless given. */
  readonly only?: readonly ServiceName[] | undefined;
  /** URLs of services that run elsewhere. */
  readonly endpoints?: Readonly<Partial<Record<ServiceName, string>>>;
  /** URL of all others that do not run in this process. */
  readonly othersEndpoint?: string | undefined;
  /** TCP port of this process itself; undefined or 0 if that is not known yet. */
  readonly ownPort?: number | undefined;
}

/** Where each service is. */
export interface Placement {
  readonly isHere: (service: ServiceName) => boolean;
  /** URL of a service elsewhere; undefined for one that is here, or nowhere. */
  readonly endpointOf: (service: ServiceName) => string | undefined;
  /** The endpoints of all that run elsewhere. */
  readonly elsewhere: Readonly<Partial<Record<ServiceName, string>>>;
}

/** Services that cannot stand together like this. */
export class ImpossiblePlacement extends Error {
  override readonly name = 'ImpossiblePlacement';
}

/** Code and models come from S3, so these do nothing without it, here or elsewhere. */
const READERS_OF_S3 = ['lambda', 'sagemaker'] as const;

/** @throws ImpossiblePlacement */
export function placeServices(options: PlacementOptions): Placement {
  const { endpoints = {}, othersEndpoint } = options;
  const here = new Set(options.only ?? serviceNames.filter((name) => !endpoints[name]));
  if (here.size === 0) throw new ImpossiblePlacement('no service is left to run in this process');
  for (const name of here) {
    const endpoint = endpoints[name];
    if (endpoint !== undefined) {
      throw new ImpossiblePlacement(
        `${name} is to run in this process and at ${endpoint}; it can only be at one place`,
      );
    }
  }
  if (othersEndpoint !== undefined && here.size === serviceNames.length) {
    throw new ImpossiblePlacement(
      `all services run in this process, and none is left to be at ${othersEndpoint}`,
    );
  }
  const endpointOf = (name: ServiceName): string | undefined =>
    here.has(name) ? undefined : (endpoints[name] ?? othersEndpoint);
  if (!here.has('s3') && endpointOf('s3') === undefined) {
    const reader = READERS_OF_S3.find((name) => here.has(name));
    if (reader) {
      throw new ImpossiblePlacement(`${reader} needs S3: run s3 here as well, or say where it is`);
    }
  }
  if (here.has('lambda') && !here.has('cloudformation')) {
    throw new ImpossiblePlacement(
      'lambda gets its functions by cloudformation alone: run that here as well',
    );
  }
  const own = [options.othersEndpoint, ...Object.values(endpoints)].find(
    (endpoint) => endpoint !== undefined && isOwn(endpoint, options.ownPort),
  );
  if (own !== undefined) {
    throw new ImpossiblePlacement(`${own} is the address of this process, and not elsewhere`);
  }
  const elsewhere = Object.fromEntries(
    serviceNames.flatMap((name) => {
      const endpoint = endpointOf(name);
      return endpoint === undefined ? [] : [[name, endpoint]];
    }),
  );
  return { isHere: (name) => here.has(name), endpointOf, elsewhere };
}

function isOwn(endpoint: string, ownPort = 0): boolean {
  const { hostname, port } = new URL(endpoint);
  return ownPort !== 0 && Number(port) === ownPort && ['127.0.0.1', 'localhost'].includes(hostname);
}
