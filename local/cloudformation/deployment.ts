import { resolve } from './intrinsics';
import { type Scope } from './scope';
import { type ResourceSteps, type Step, type WantedResource } from './resource-steps';
import { type StackResource } from './stack';
import { type Template, type TemplateResource } from './template';

/** One way of a stack from what it has to what a template wants, and back if that fails. */
export class Deployment {
  /** What stands so far, in the order of creation. The scope of the template reads it. */
  readonly resources = new Map<string, StackResource>();
  readonly #done: Step[] = [];

  constructor(
    private readonly previous: ReadonlyMap<string, StackResource>,
    private readonly steps: ResourceSteps,
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
      this.#done.push(step);
    }
  }

  /**
   * Deletes what was replaced and what the template has no more. A failure here leaves an orphan,
   * not a failed deployment, as in CloudFormation.
   */
  async cleanUp(): Promise<void> {
    for (const { replaced } of this.#done.toReversed()) {
      if (replaced) await this.steps.remove(replaced, replaced.updateReplacePolicy);
    }
    const removed = [...this.previous.values()].filter((old) => !this.resources.has(old.logicalId));
    for (const old of removed.reverse()) await this.steps.remove(old, old.deletionPolicy);
  }

  /** Takes back what was done, last first. @returns what could not be taken back */
  async rollBack(): Promise<StackResource[]> {
    const left: StackResource[] = [];
    for (const { resource, undo } of this.#done.toReversed()) {
      if ((await undo?.()) !== undefined) left.unshift(resource);
    }
    return left;
  }
}

function isWanted({ Condition }: TemplateResource, scope: Scope): boolean {
  return Condition === undefined || scope.condition(Condition) === true;
}

function wantedResource(
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
