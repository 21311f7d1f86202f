import { isObject } from './intrinsic-input';
import { isGone } from './is-gone';
import { physicalName } from './physical-name';
import { changedProperties } from './property-changes';
import { type ResourceProvider, type ResourceRequest } from './resource-provider';
import { type ResourceStatus, type StackResource, type Step } from './stack';

export type FindProvider = (type: string) => ResourceProvider;
export interface RecordedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
}
/** Id of the stack that has a resource of the type under this name. */
export type FindOwner = (type: string, name: string) => string | undefined;
export type RecordEvent = (
  status: ResourceStatus,
  resource: RecordedResource,
  reason?: string,
) => void;

/** What the template wants of one resource, with intrinsics resolved. */
export type WantedResource = Omit<StackResource, 'generation' | 'state'>;

/** A creation that goes on: told before, so that what a kill leaves of it can be found. */
export interface BegunCreation extends Pick<
  StackResource,
  'logicalId' | 'type' | 'generation' | 'properties'
> {
  /** Whether something of that name was there before: it is not ours then. Undefined if nobody asked. */
  readonly wasThere?: boolean | undefined;
}

export interface CreationJournal {
  /** Of the resource's replacements that were taken back, the highest generation; 0 if none was. */
  takenBack(logicalId: string): number;
  begin(creation: BegunCreation): void;
  /** It has failed, and left nothing. */
  fail(creation: BegunCreation): void;
}

const noJournal: CreationJournal = {
  takenBack: () => 0,
  begin: () => undefined,
  fail: () => undefined,
};

/** Carries out single resources' changes, and records them. */
export class ResourceSteps {
  constructor(
    private readonly stackName: string,
    private readonly provider: FindProvider,
    private readonly findOwner: FindOwner,
    private readonly record: RecordEvent,
    private readonly journal: CreationJournal = noJournal,
  ) {}

  async apply(wanted: WantedResource, previous: StackResource | undefined): Promise<Step> {
    if (!previous) return { resource: await this.create(wanted, 0), action: 'create' };
    const changed = changedProperties(previous.properties, wanted.properties);
    if (changed.length === 0) {
      return { resource: { ...previous, ...wanted }, action: 'none', previous };
    }
    if (!this.provider(wanted.type).needsReplacement(changed)) {
      return { resource: await this.update(wanted, previous), action: 'update', previous };
    }
    await this.recorded('UPDATE_FAILED', { ...wanted, ...previous.state }, async () => {
      this.refuseSameName(wanted, previous);
    });
    // The one that was taken back may be there still, under the name of its generation.
    const last = Math.max(previous.generation, this.journal.takenBack(wanted.logicalId));
    const resource = await this.create(wanted, last + 1);
    return { resource, action: 'replace', previous };
  }

  /** Takes a step back. @returns the reason if it could not */
  async undo({ resource, action, previous }: Step): Promise<string | undefined> {
    switch (action) {
      case 'none':
        return undefined;
      case 'create':
      case 'replace': {
        const { deletionPolicy } = resource;
        const policy = deletionPolicy === 'RetainExceptOnCreate' ? 'Delete' : deletionPolicy;
        return this.remove(resource, policy);
      }
      case 'update':
        return previous && this.updateBack(resource, previous);
    }
  }

  /** Deletes unless its policy retains it. @returns the reason if it could not be deleted */
  async remove(
    resource: StackResource,
    policy: StackResource['deletionPolicy'],
  ): Promise<string | undefined> {
    const event = { ...resource, physicalId: resource.state.physicalId };
    if (policy !== 'Delete') {
      this.record('DELETE_SKIPPED', event);
      return undefined;
    }
    this.record('DELETE_IN_PROGRESS', event);
    try {
      await this.provider(resource.type).delete(resource.state, resource.properties);
    } catch (error) {
      if (!isGone(error)) {
        const reason = reasonOf(error);
        this.record('DELETE_FAILED', event, reason);
        return reason;
      }
    }
    this.record('DELETE_COMPLETE', event);
    return undefined;
  }

  private async create(wanted: WantedResource, generation: number): Promise<StackResource> {
    this.record('CREATE_IN_PROGRESS', wanted);
    const request = this.request(wanted.logicalId, generation);
    const { logicalId, type, properties } = wanted;
    const state = await this.recorded('CREATE_FAILED', wanted, async () => {
      this.refuseTakenName(wanted);
      const wasThere = await this.provider(type).isThere(properties, request);
      const creation = { logicalId, type, generation, properties, wasThere };
      this.journal.begin(creation);
      try {
        return await this.provider(type).create(properties, request);
      } catch (error) {
        this.journal.fail(creation);
        throw error;
      }
    });
    this.record('CREATE_COMPLETE', { ...wanted, physicalId: state.physicalId });
    return { ...wanted, generation, state };
  }

  private async update(wanted: WantedResource, previous: StackResource): Promise<StackResource> {
    const { logicalId, type } = wanted;
    const request = this.request(logicalId, previous.generation);
    const { physicalId } = previous.state;
    this.record('UPDATE_IN_PROGRESS', { logicalId, type, physicalId });
    const state = await this.recorded('UPDATE_FAILED', { logicalId, type, physicalId }, () =>
      this.provider(type).update(wanted.properties, request, previous.state),
    );
    this.record('UPDATE_COMPLETE', { logicalId, type, physicalId });
    return { ...wanted, generation: previous.generation, state };
  }

  private async updateBack(
    { logicalId, type, state }: StackResource,
    previous: StackResource,
  ): Promise<string | undefined> {
    const event = { logicalId, type, physicalId: state.physicalId };
    this.record('UPDATE_IN_PROGRESS', event);
    try {
      const request = this.request(logicalId, previous.generation);
      await this.provider(type).update(previous.properties, request, state);
    } catch (error) {
      const reason = reasonOf(error);
      this.record('UPDATE_FAILED', event, reason);
      return reason;
    }
    this.record('UPDATE_COMPLETE', event, 'Rolled back');
    return undefined;
  }

  /** The new one is made while the old one still has the name. */
  private refuseSameName(wanted: WantedResource, previous: StackResource): void {
    const { givenName } = this.provider(wanted.type);
    const name = givenName(wanted.properties);
    if (name === undefined || name !== givenName(previous.properties)) return;
    throw new Error(
      `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${name} and update the stack again.`,
    );
  }

  private refuseTakenName({ type, properties }: WantedResource): void {
    const name = this.provider(type).givenName(properties);
    const owner = name === undefined ? undefined : this.findOwner(type, name);
    if (owner !== undefined) throw new Error(`${name} already exists in stack ${owner}`);
  }

  private async recorded<T>(
    failed: ResourceStatus,
    resource: RecordedResource,
    action: () => Promise<T>,
  ): Promise<T> {
    try {
      return await action();
    } catch (error) {
      const reason = reasonOf(error);
      this.record(failed, resource, reason);
      throw new Error(`${resource.logicalId} (${resource.type}): ${reason}`, { cause: error });
    }
  }

  private request(logicalId: string, generation: number): ResourceRequest {
    return resourceRequest({ stackName: this.stackName, logicalId, generation });
  }
}

export function resourceRequest(owner: Parameters<typeof physicalName>[0]): ResourceRequest {
  const { stackName, logicalId } = owner;
  return { stackName, logicalId, physicalName: (rule) => physicalName(owner, rule) };
}

export function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return isObject(error) ? JSON.stringify(error) : String(error);
}
