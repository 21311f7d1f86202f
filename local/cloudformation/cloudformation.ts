import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock';
import { AwsError } from '../gateway/aws-error';
import { creationOrder } from './creation-order';
import { Deployment } from './deployment';
import { fail } from './intrinsic-input';
import { nameOwner } from './name-owner';
import { type ReadSsmParameter, parameterValues } from './parameters';
import { type ResourceProvider } from './resource-provider';
import { ResourceSteps, reasonOf } from './resource-steps';
import { type Stack, StackFailedError } from './stack';
import { eventRecorder, setStatus } from './stack-events';
import { checkExports, stackOutputs } from './stack-outputs';
import { stackScope } from './stack-scope';
import { refuseDeletionIn, refuseUpdateIn } from './stack-states';
import { parseTemplate } from './template';
import { refuseOtherTypes, refuseUnknownTypes } from './template-checks';

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
   * @throws AwsError ValidationError for a template that cannot be deployed, or a stack that cannot
   *   be changed now: nothing was touched
   * @throws StackFailedError when a resource fails: what was done is rolled back. A stack that could
   *   not be created stays, and must be deleted
   */
  async deployStack(input: DeployStackInput): Promise<Stack> {
    const { clock, region, accountId, readSsmParameter } = this.options;
    const template = parseTemplate(input.template);
    const parameters = parameterValues(template, input.parameters ?? {}, readSsmParameter);
    refuseUnknownTypes(template, this.options.providers);
    const order = creationOrder(template.Resources);

    const known = this.#stacks.get(input.stackName);
    if (known) {
      refuseUpdateIn(known);
      refuseOtherTypes(template, known);
    }
    const stack = known ?? this.#newStack(input.stackName);
    setStatus(stack, clock, known ? 'UPDATE_IN_PROGRESS' : 'CREATE_IN_PROGRESS');
    const imports = new Set<string>();
    const deployment: Deployment = new Deployment(
      stack.resources,
      this.#steps(stack, () => deployment.resources),
    );
    const scope = stackScope({
      template,
      parameters,
      resources: deployment.resources,
      stackName: stack.name,
      stackId: stack.id,
      region,
      accountId,
      importValue: (name) => {
        imports.add(name);
        return this.stacks.find(({ exports }) => exports.has(name))?.exports.get(name);
      },
    });
    try {
      await deployment.apply(template, order, scope);
      const { outputs, exports } = stackOutputs(template, scope);
      checkExports(stack, exports, this.#othersThan(stack));
      const { resources } = deployment;
      Object.assign(stack, { resources, outputs, exports, imports });
    } catch (error) {
      const rollback = known ? 'UPDATE_ROLLBACK' : 'ROLLBACK';
      setStatus(stack, clock, `${rollback}_IN_PROGRESS`, reasonOf(error));
      const left = await deployment.rollBack();
      if (!known) stack.resources = new Map(left.map((resource) => [resource.logicalId, resource]));
      setStatus(stack, clock, `${rollback}_${left.length > 0 ? 'FAILED' : 'COMPLETE'}`);
      throw new StackFailedError(stack, reasonOf(error), { cause: error });
    }
    await deployment.cleanUp();
    setStatus(stack, clock, known ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE');
    return stack;
  }

  /**
   * Deletes a stack's resources in reverse order; what its DeletionPolicy retains stays.
   * @throws AwsError ValidationError while the stack is being changed, or an export of it is in use
   * @throws StackFailedError if a resource cannot be deleted; the stack stays with what is left
   */
  async deleteStack(name: string): Promise<void> {
    const { clock } = this.options;
    const stack = this.stack(name);
    refuseDeletionIn(stack);
    checkExports(stack, new Map(), this.#othersThan(stack));
    setStatus(stack, clock, 'DELETE_IN_PROGRESS');
    const steps = this.#steps(stack, () => stack.resources);
    const left = new Map(stack.resources);
    for (const resource of [...stack.resources.values()].reverse()) {
      const reason = await steps.remove(resource, resource.deletionPolicy);
      if (reason !== undefined) {
        setStatus(stack, clock, 'DELETE_FAILED', reason);
        const { logicalId, type } = resource;
        throw new StackFailedError(stack, `${logicalId} (${type}) cannot be deleted: ${reason}`);
      }
      left.delete(resource.logicalId);
      stack.resources = new Map(left);
    }
    setStatus(stack, clock, 'DELETE_COMPLETE');
    this.#stacks.delete(name);
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

  #steps(stack: Stack, ownResources: () => Stack['resources']): ResourceSteps {
    const find = (type: string): ResourceProvider =>
      this.options.providers.get(type) ?? fail(`Unknown resource type ${type}`);
    const findOwner = (type: string, name: string): string | undefined => {
      const own = { id: stack.id, resources: ownResources() };
      return nameOwner([own, ...this.stacks], find, type, name);
    };
    return new ResourceSteps(stack.name, find, findOwner, eventRecorder(stack, this.options.clock));
  }

  #othersThan(stack: Stack): Stack[] {
    return this.stacks.filter((other) => other !== stack);
  }
}
