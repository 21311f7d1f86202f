import { resolve } from './intrinsics';
import { type Scope } from './scope';
import { type ResourceSteps, type WantedResource } from './resource-steps';
import { type StackResource, type Step } from './stack';
import { type Template, type TemplateResource } from './template';

/** One way of a stack from what it has to what a template wants. */
export class Deployment {
  /** What stands so far, in the order of creation. The scope of the template reads it. */
  readonly resources = new Map<string, StackResource>();
  readonly done: Step[] = [];

  constructor(
    private readonly previous: ReadonlyMap<string, StackResource>,
    private readonly steps: ResourceSteps,
    private readonly onStep: (step: Step) => void = () => undefined,
  ) {}

  /** Creates and updates, in this order; stops with the first failure. */
  async apply(template: Template, order: readonly string[], scope: Scope): Promise<void> {
    for (const logicalId of order) {
      const definition = template.Resources[logicalId];
      if (!definition || !isWanted(definition, scope)) continue;
      const step = await this.steps.apply(
        wantedResource(logicalId, definition, scope),
        this.previous.get(logicalId),
      );
      this.resources.set(logicalId, step.resource);
      this.done.push(step);
      if (step.action !== 'none') this.onStep(step);
    }
  }

  /** What stands when it stops half-way: what was done, and what was there before and not yet reached. */
  get standing(): ReadonlyMap<string, StackResource> {
    return new Map([...this.previous, ...this.resources]);
  }

  /**
   * Deletes what was replaced and what the template has no more. A failure here leaves an orphan,
   * not a failed deployment, as in CloudFormation.
   * @param earlier of deployments that failed and were not rolled back
   * @param onLeft told what is yet to be deleted, before the first deletion and after each
   */
  async cleanUp(
    earlier: readonly Step[],
    onLeft: (resources: readonly StackResource[]) => void,
  ): Promise<void> {
    const replaced = [...earlier, ...this.done].flatMap(({ action, previous }) =>
      action === 'replace' && previous
        ? [{ resource: previous, policy: previous.updateReplacePolicy }]
        : [],
    );
    const removed = [...this.previous.values()]
      .filter(({ logicalId }) => !this.resources.has(logicalId))
      .map((resource) => ({ resource, policy: resource.deletionPolicy }));
    const all = [...replaced.reverse(), ...removed.reverse()];
    const tellLeft = (from: number): void => {
      const doomed = all.slice(from).filter(({ policy }) => policy !== 'Retain');
      onLeft(doomed.map(({ resource }) => resource));
    };
    tellLeft(0);
    for (const [index, { resource, policy }] of all.entries()) {
      await this.steps.remove(resource, policy);
      tellLeft(index + 1);
    }
  }
}

/** Takes steps back, last first, and tells of each that is. @returns those that could not be taken back */
export async function rollBack(
  done: readonly Step[],
  steps: ResourceSteps,
  onUndone: (step: Step) => void,
): Promise<Step[]> {
  const left: Step[] = [];
  for (const step of done.toReversed()) {
    if ((await steps.undo(step)) === undefined) onUndone(step);
    else left.unshift(step);
  }
  return left;
}

export function isWanted({ Condition }: TemplateResource, scope: Scope): boolean {
  return Condition === undefined || scope.condition(Condition) === true;
}

export function wantedResource(
  logicalId: string,
  definition: TemplateResource,
  scope: Scope,
): WantedResource {
  return {
    logicalId,
    type: definition.Type,
    properties: resolve(definition.Properties, scope),
    deletionPolicy: definition.DeletionPolicy,
    updateReplacePolicy: definition.UpdateReplacePolicy,
  };
}
