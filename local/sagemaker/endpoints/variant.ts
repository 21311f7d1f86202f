import { allOrFirstError } from '../all-or-first-error';
import { unlessAborted } from '../unless-aborted';
import { Instance, type StartInstanceContainer } from './instance';
import { type VariantContainer, type VariantHost } from './variant-host';

export interface WantedVariant extends VariantContainer {
  /** At least 0; shares of requests are in proportion to it. */
  readonly weight: number;
  /** At least 1. */
  readonly instanceCount: number;
}

/** A production variant: instances of one model, and the share of the endpoint's requests that they get. */
export class Variant {
  /** What Describe shows as DesiredInstanceCount; the current one differs while it is scaled. */
  desiredInstanceCount: number;
  weight: number;
  /** Since when the image is deployed, in epoch milliseconds. */
  readonly startTime: number;
  private instances: readonly Instance[] = [];

  private constructor(
    private readonly wanted: WantedVariant,
    private readonly host: VariantHost,
    private readonly startContainer: StartInstanceContainer,
  ) {
    this.desiredInstanceCount = wanted.instanceCount;
    this.weight = wanted.weight;
    this.startTime = host.clock.now();
  }

  /** Resolves when all instances are healthy. @throws EndpointFailure, or the signal's reason; nothing runs then */
  static async start(
    wanted: WantedVariant,
    host: VariantHost,
    signal: AbortSignal,
  ): Promise<Variant> {
    const variant = new Variant(wanted, host, await host.prepare(wanted, signal));
    await variant.scaleTo(wanted.instanceCount, signal);
    return variant;
  }

  get name(): string {
    return this.wanted.variant.VariantName;
  }

  get image(): string {
    return this.wanted.model.container.Image;
  }

  get instanceCount(): number {
    return this.instances.length;
  }

  /** The ready instance with the fewest requests under way, as LEAST_OUTSTANDING_REQUESTS routes. */
  idlest(): Instance | undefined {
    return this.instances
      .filter(({ isReady }) => isReady)
      .reduce<Instance | undefined>(
        (least, each) => (least && least.load <= each.load ? least : each),
        undefined,
      );
  }

  /** New instances serve when all of them are healthy; surplus ones end when their requests have. */
  async scaleTo(count: number, signal: AbortSignal): Promise<void> {
    this.desiredInstanceCount = count;
    const surplus = this.instances.slice(count);
    this.instances = this.instances.slice(0, count);
    await Promise.all(surplus.map(async (instance) => retire(instance, signal)));
    const added = await this.startInstances(count - this.instances.length, signal);
    this.instances = [...this.instances, ...added];
  }

  /** Ends the instances, each when its requests have ended or the signal aborts. */
  async retire(signal: AbortSignal): Promise<void> {
    await Promise.all(this.instances.map(async (instance) => retire(instance, signal)));
  }

  /** Ends the instances, and with them the requests under way. */
  async close(): Promise<void> {
    await Promise.all(this.instances.map(async (instance) => instance.close()));
  }

  private async startInstances(count: number, signal: AbortSignal): Promise<Instance[]> {
    const started: Instance[] = [];
    try {
      await allOrFirstError(signal, Array<undefined>(count).fill(undefined), async (_, inner) => {
        started.push(await Instance.start(this.startContainer, this.host.clock, inner));
      });
      return started;
    } catch (error) {
      await Promise.all(started.map(async (instance) => instance.close()));
      throw error;
    }
  }
}

async function retire(instance: Instance, signal: AbortSignal): Promise<void> {
  await unlessAborted(instance.drained(), signal).catch(() => undefined);
  await instance.close();
}
