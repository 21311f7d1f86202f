import { type Clock } from '../../clock';
import { type ArnMaker } from '../arn';
import { listPage } from '../listing';
import { type Models } from '../models';
import { type TagStore } from '../tags';
import { unlessAborted } from '../unless-aborted';
import { parseRequest, unsupported, validationException } from '../validation';
import { capacityChanges } from './capacity-changes';
import { describeEndpoint, type Endpoint, summarizeEndpoint } from './endpoint';
import { type EndpointConfigs } from './endpoint-configs';
import {
  createEndpointRequest,
  endpointName,
  updateEndpointRequest,
  updateWeightsRequest,
} from './endpoint-request';
import { type EndpointTransitions } from './endpoint-transitions';
import { Fleet } from './fleet';
import { type KeptEndpoints, type StoredEndpoint } from './kept-endpoints';
import { type VariantHost } from './variant-host';
import { retained, wantedVariants } from './wanted-variants';

export interface EndpointsOptions {
  readonly configs: EndpointConfigs;
  readonly models: Models;
  readonly host: VariantHost;
  readonly transitions: EndpointTransitions;
  readonly clock: Pick<Clock, 'now'>;
  readonly arn: ArnMaker;
  readonly tags: TagStore;
  readonly kept: KeptEndpoints;
}

/** What ListEndpoints may ask for. Source: API reference. */
const STATUSES = [
  'OutOfService',
  'Creating',
  'Updating',
  'SystemUpdating',
  'RollingBack',
  'InService',
  'Deleting',
  'Failed',
  'UpdateRollbackFailed',
] as const;

/** The account's endpoints by name, and what may be done with them. The messages are AWS's. */
export class Endpoints {
  private readonly byName = new Map<string, Endpoint>();
  private isClosing = false;

  constructor(private readonly options: EndpointsOptions) {}

  /** CreateEndpoint: Creating at once, InService or Failed when the containers are healthy or are not. */
  create(input: unknown): { EndpointArn: string } {
    const { configs, models, tags, host } = this.options;
    const request = parseRequest(createEndpointRequest, input);
    refuseDeploymentConfig(request.DeploymentConfig);
    const { EndpointName: name, EndpointConfigName: configName } = request;
    const arn = this.options.arn('endpoint', name);
    if (this.byName.has(name)) {
      throw validationException(`Cannot create already existing endpoint "${arn}".`);
    }
    const wanted = wantedVariants(name, configs.get(configName), models);
    const creationTime = this.options.clock.now();
    const endpoint: Endpoint = {
      name,
      arn,
      configName,
      creationTime,
      lastModifiedTime: creationTime,
      status: 'Creating',
      deleted: new AbortController(),
      work: Promise.resolve(),
    };
    this.byName.set(name, endpoint);
    this.options.kept.save(endpoint);
    tags.set(arn, request.Tags ?? []);
    this.options.transitions.create(endpoint, async (signal) => {
      endpoint.fleet = await Fleet.start(wanted, host, signal);
    });
    return { EndpointArn: arn };
  }

  /**
   * Starts again what served in an earlier process, with the weights and counts that it had.
   * @param ready settles when there is something to load models from; until then it is Creating
   */
  resume(ready: Promise<unknown>): void {
    for (const stored of this.options.kept.all()) {
      if (stored.status === 'Deleting') this.options.kept.remove(stored.name);
      else this.restart(stored, ready);
    }
  }

  /** UpdateEndpoint: the running variants serve until the new ones are healthy, and go on if those are not. */
  update(input: unknown): { EndpointArn: string } {
    const { configs, models, host } = this.options;
    const request = parseRequest(updateEndpointRequest, input);
    refuseDeploymentConfig(request.DeploymentConfig);
    const { endpoint, fleet: running } = this.inService(request.EndpointName);
    const config = configs.get(request.EndpointConfigName);
    const wanted = retained(wantedVariants(endpoint.name, config, models), request, running);
    this.options.transitions.update(endpoint, async (signal) => {
      endpoint.fleet = await Fleet.start(wanted, host, signal);
      endpoint.configName = config.name;
      await running.retire(signal);
    });
    return { EndpointArn: endpoint.arn };
  }

  /** UpdateEndpointWeightsAndCapacities: a variant's weight changes when it has its instances. */
  updateWeights(input: unknown): { EndpointArn: string } {
    const request = parseRequest(updateWeightsRequest, input);
    const { endpoint, fleet } = this.inService(request.EndpointName);
    const changes = capacityChanges(request, fleet, endpoint.arn);
    this.options.transitions.update(
      endpoint,
      async (signal) => changes.apply(signal),
      async (signal) => changes.undo(signal),
    );
    return { EndpointArn: endpoint.arn };
  }

  /** DeleteEndpoint: no more answers from now on; the name is free when the containers are gone. */
  delete(input: unknown): Record<string, never> {
    const endpoint = this.get(parseRequest(endpointName, input).EndpointName);
    refuseInProgress(endpoint);
    this.remove(endpoint);
    return {};
  }

  /** Deletes whatever goes on with it, and waits until it is gone; nothing if there is none. */
  async discard(name: string): Promise<void> {
    const endpoint = this.byName.get(name);
    if (endpoint && endpoint.status !== 'Deleting') this.remove(endpoint);
    await endpoint?.work;
  }

  describe(input: unknown): Record<string, unknown> {
    return describeEndpoint(this.get(parseRequest(endpointName, input).EndpointName));
  }

  list(input: unknown): Record<string, unknown> {
    const { page, ...rest } = listPage([...this.byName.values()], input, STATUSES);
    return { Endpoints: page.map(summarizeEndpoint), ...rest };
  }

  /** @throws AwsError ValidationException `Could not find endpoint "ARN".` */
  get(name: string): Endpoint {
    const endpoint = this.byName.get(name);
    if (endpoint) return endpoint;
    throw validationException(`Could not find endpoint "${this.options.arn('endpoint', name)}".`);
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** Resolves when nothing goes on with the endpoint: after a deletion, when it is gone. */
  async settled(name: string): Promise<void> {
    await this.byName.get(name)?.work;
  }

  /** The variants that answer now; undefined for an endpoint that does not exist or does not serve. */
  serving(name: string): Fleet | undefined {
    const endpoint = this.byName.get(name);
    return endpoint?.status === 'Deleting' ? undefined : endpoint?.fleet;
  }

  /** Ends all endpoints and waits until their containers are gone. */
  async close(): Promise<void> {
    this.options.kept.close();
    const all = [...this.byName.values()];
    this.isClosing = true;
    for (const endpoint of all) if (endpoint.status !== 'Deleting') this.remove(endpoint);
    await Promise.all(all.map(async ({ work }) => work));
  }

  private restart(
    { variants, failureReason, ...stored }: StoredEndpoint,
    ready: Promise<unknown>,
  ): void {
    const { configs, models, host, transitions } = this.options;
    const endpoint: Endpoint = {
      ...stored,
      ...(failureReason !== undefined && { failureReason }),
      deleted: new AbortController(),
      work: Promise.resolve(),
    };
    this.byName.set(endpoint.name, endpoint);
    if (stored.status === 'Failed') return;
    endpoint.status = 'Creating';
    delete endpoint.failureReason;
    transitions.create(endpoint, async (signal) => {
      await unlessAborted(ready, signal);
      const wanted = wantedVariants(endpoint.name, configs.get(endpoint.configName), models);
      const asBefore = wanted.map((each) => {
        const before = variants.find(({ name }) => name === each.variant.VariantName);
        return before
          ? { ...each, weight: before.weight, instanceCount: before.instanceCount }
          : each;
      });
      endpoint.fleet = await Fleet.start(asBefore, host, signal);
    });
  }

  private remove(endpoint: Endpoint): void {
    this.options.transitions.delete(endpoint, () => {
      this.byName.delete(endpoint.name);
      this.options.kept.remove(endpoint.name);
      // The next process has the endpoint again, and its tags.
      if (!this.isClosing) this.options.tags.remove(endpoint.arn);
    });
  }

  private inService(name: string): { endpoint: Endpoint; fleet: Fleet } {
    const endpoint = this.get(name);
    refuseInProgress(endpoint);
    const { fleet } = endpoint;
    if (fleet) return { endpoint, fleet };
    throw validationException(
      `Endpoint "${endpoint.arn}" is in status ${endpoint.status}: DeleteEndpoint is the only operation that can be performed on it.`,
    );
  }
}

function refuseInProgress({ status, arn }: Endpoint): void {
  if (status === 'InService' || status === 'Failed') return;
  throw validationException(`Cannot update in-progress endpoint "${arn}".`);
}

function refuseDeploymentConfig(config: unknown): void {
  if (config === undefined) return;
  throw unsupported('DeploymentConfig', 'none: new variants replace the old ones all at once');
}
