import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock';
import { AwsError } from '../gateway/aws-error';
import { creationOrder } from './creation-order';
import { fail } from './intrinsic-input';
import { resolve } from './intrinsics';
import { type ReadSsmParameter, parameterValues } from './parameters';
import { type ResourceProvider } from './resource-provider';
import { ResourceSteps, reasonOf } from './resource-steps';
import { type Stack, StackFailedError, type StackResource, type StackStatus } from './stack';
import { checkExports, stackOutputs } from './stack-outputs';
import { stackScope } from './stack-scope';
import { type Template, parseTemplate } from './template';

export interface CloudFormationOptions {
  readonly providers: ReadonlyMap<string, ResourceProvider>;
  readonly readSsmParameter: ReadSsmParameter;
  readonly region: string;
  readonly accountId: string;
  readonly clock: Clock;
}

export interface DeployStackInput {
  readonly stackName: string;
  /** Parsed JSON. */
  readonly template: unknown;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Stacks in memory: creates, updates and deletes them, one resource after the other. */
export class CloudFormation {
  readonly #stacks = new Map<string, Stack>();

  constructor(private readonly options: CloudFormationOptions) {}

  /** In the order of their first deployment. */
  get stacks(): readonly Stack[] {
    return [...this.#stacks.values()];
  }

  /** @throws AwsError ValidationError if there is no such stack */
  stack(name: string): Stack {
    const stack = this.#stacks.get(name);
    if (stack) return stack;
    throw new AwsError('ValidationError', `Stack with id ${name} does not exist`);
  }

  /**
   * Creates or updates a stack.
   * @throws AwsError ValidationError for a template that cannot be deployed: nothing was touched
   * @throws StackFailedError when a resource fails: what was done is rolled back
   */
  async deployStack(input: DeployStackInput): Promise<Stack> {
    const template = parseTemplate(input.template);
    const given = input.parameters ?? {};
    const parameters = parameterValues(template, given, this.options.readSsmParameter);
    this.#refuseUnknownTypes(template);
    const order = creationOrder(template.Resources);
    const known = this.#stacks.get(input.stackName);
    const stack = known ?? this.#newStack(input.stackName);
    const [verb, rolledBack] = known
      ? (['UPDATE', 'UPDATE_ROLLBACK_COMPLETE'] as const)
      : (['CREATE', 'ROLLBACK_COMPLETE'] as const);

    this.#setStatus(stack, `${verb}_IN_PROGRESS`);
    const steps = this.#steps(stack);
    const resources = new Map<string, StackResource>();
    const undo: (() => Promise<void>)[] = [];
    const imports = new Set<string>();
    const replaced: StackResource[] = [];
    const scope = stackScope({
      template,
      parameters,
      resources,
      stackName: stack.name,
      stackId: stack.id,
      region: this.options.region,
      accountId: this.options.accountId,
      importValue: (name) => {
        imports.add(name);
        return this.#exportedBy(name)?.exports.get(name);
      },
    });

    try {
      for (const logicalId of order) {
        const definition = template.Resources[logicalId];
        if (!definition) continue;
        if (definition.Condition !== undefined && !scope.condition(definition.Condition)) continue;
        const wanted = {
          logicalId,
          type: definition.Type,
          properties: resolve(definition.Properties, scope),
          deletionPolicy: definition.DeletionPolicy,
          updateReplacePolicy: definition.UpdateReplacePolicy,
        };
        const step = await steps.apply(wanted, stack.resources.get(logicalId));
        resources.set(logicalId, step.resource);
        if (step.undo) undo.push(step.undo);
        if (step.replaced) replaced.push(step.replaced);
      }
      const { outputs, exports } = stackOutputs(template, scope);
      checkExports(stack, exports, this.#othersThan(stack));
      const removed = [...stack.resources.values()].filter((old) => !resources.has(old.logicalId));
      Object.assign(stack, { resources, outputs, exports, imports });
      await this.#cleanUp(steps, replaced, removed);
    } catch (error) {
      await this.#rollBack(stack, undo, rolledBack, reasonOf(error));
      if (!known) this.#stacks.delete(stack.name);
      throw new StackFailedError(stack.name, reasonOf(error), { cause: error });
    }
    this.#setStatus(stack, `${verb}_COMPLETE`);
    return stack;
  }

  /**
   * Deletes a stack's resources in reverse order; what its DeletionPolicy retains stays.
   * @throws StackFailedError if a resource cannot be deleted; the stack stays with what is left
   */
  async deleteStack(name: string): Promise<void> {
    const stack = this.stack(name);
    for (const exported of stack.exports.keys()) {
      const user = this.#othersThan(stack).find((other) => other.imports.has(exported));
      if (user) fail(`Export ${exported} cannot be deleted as it is in use by ${user.name}`);
    }
    this.#setStatus(stack, 'DELETE_IN_PROGRESS');
    const steps = this.#steps(stack);
    const left = new Map(stack.resources);
    for (const resource of [...stack.resources.values()].reverse()) {
      const { logicalId, type, deletionPolicy } = resource;
      const policy = deletionPolicy === 'Delete' ? 'Delete' : 'Retain';
      const reason = await steps.remove(resource, policy);
      if (reason !== undefined) {
        stack.resources = left;
        this.#setStatus(stack, 'DELETE_FAILED', reason);
        throw new StackFailedError(name, `${logicalId} (${type}) cannot be deleted: ${reason}`);
      }
      left.delete(logicalId);
    }
    this.#setStatus(stack, 'DELETE_COMPLETE');
    this.#stacks.delete(name);
  }

  #refuseUnknownTypes(template: Template): void {
    const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
    const unknown = [...types].filter((type) => !this.options.providers.has(type));
    if (unknown.length === 0) return;
    const supported = [...this.options.providers.keys()].sort().join(', ');
    fail(
      `The embedded CloudFormation does not support the resource types [${unknown.join(', ')}]. Supported: ${supported}.`,
    );
  }

  /** Failures here leave an orphan, not a failed deployment, as in CloudFormation. */
  async #cleanUp(
    steps: ResourceSteps,
    replaced: readonly StackResource[],
    removed: readonly StackResource[],
  ): Promise<void> {
    for (const old of [...replaced].reverse()) await steps.remove(old, old.updateReplacePolicy);
    for (const old of [...removed].reverse()) {
      await steps.remove(old, old.deletionPolicy === 'Delete' ? 'Delete' : 'Retain');
    }
  }

  async #rollBack(
    stack: Stack,
    undo: readonly (() => Promise<void>)[],
    rolledBack: StackStatus,
    reason: string,
  ): Promise<void> {
    let status: StackStatus = rolledBack;
    for (const takeBack of [...undo].reverse()) {
      await takeBack().catch(() => {
        status = 'ROLLBACK_FAILED';
      });
    }
    this.#setStatus(stack, status, reason);
  }

  #newStack(name: string): Stack {
    const { region, accountId } = this.options;
    const stack: Stack = {
      name,
      id: `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${randomUUID()}`,
      status: 'CREATE_IN_PROGRESS',
      resources: new Map(),
      outputs: {},
      exports: new Map(),
      imports: new Set(),
      events: [],
    };
    this.#stacks.set(name, stack);
    return stack;
  }

  #steps(stack: Stack): ResourceSteps {
    const find = (type: string): ResourceProvider =>
      this.options.providers.get(type) ?? fail(`Unknown resource type ${type}`);
    return new ResourceSteps(stack.name, find, (status, resource, reason) => {
      const { logicalId, type, physicalId = '' } = resource;
      const timestamp = this.options.clock.now();
      stack.events.push({ timestamp, logicalId, physicalId, type, status, reason });
    });
  }

  #setStatus(stack: Stack, status: StackStatus, reason?: string): void {
    stack.status = status;
    stack.events.push({
      timestamp: this.options.clock.now(),
      logicalId: stack.name,
      physicalId: stack.id,
      type: 'AWS::CloudFormation::Stack',
      status,
      reason,
    });
  }

  #exportedBy(exportName: string): Stack | undefined {
    return this.stacks.find((stack) => stack.exports.has(exportName));
  }

  #othersThan(stack: Stack): Stack[] {
    return this.stacks.filter((other) => other !== stack);
  }
}
