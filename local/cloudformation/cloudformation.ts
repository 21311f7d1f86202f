import { type Clock } from '../clock';
import { Deployment, rollBack } from './deployment';
import { type DeployStackInput, type DeploymentPlan, planDeployment } from './deployment-plan';
import { type State } from '../state/state';
import { fail } from './intrinsic-input';
import { nameOwner } from './name-owner';
import { newStack } from './new-stack';
import { type ReadSsmParameter } from './parameters';
import { type ResourceProvider } from './resource-provider';
import { ResourceSteps, reasonOf, resourceRequest } from './resource-steps';
import { resourcesWithout } from './rolled-back-resources';
import { type Scope } from './scope';
import { type Stack, StackFailedError, type StackResource, type Step } from './stack';
import { type DeletionOptions, deleteResources } from './stack-deletion';
import { eventRecorder, setStatus } from './stack-events';
import { checkExports, stackOutputs } from './stack-outputs';
import { stackScope } from './stack-scope';
import { refuseDeletionIn, refuseUpdateIn } from './stack-states';
import { StackStore } from './stack-store';
import { refuseOtherTypes } from './template-checks';

export interface CloudFormationOptions {
  readonly providers: ReadonlyMap<string, ResourceProvider>;
  readonly readSsmParameter: ReadSsmParameter;
  readonly region: string;
  readonly accountId: string;
  readonly clock: Clock;
  /** Keeps the stacks; nothing does unless given. */
  readonly state?: State;
}

/** The text by which the CDK's command line knows a resource that was skipped. */
const SKIPPED_IN_ROLLBACK = 'Resource skipped during UpdateRollback';

/** What goes on with a stack. */
export interface StackOperation {
  readonly stack: Stack;
  /** Rejects with StackFailedError. Whoever only starts an operation may leave it alone. */
  readonly done: Promise<Stack>;
}

/** Stacks: creates, updates and deletes them, one resource after the other. */
export class CloudFormation {
  /** All that it remembers, but for change sets. */
  readonly store: StackStore;
  readonly #running = new Set<Promise<unknown>>();
  #resumed: Promise<void> = Promise.resolve();

  /** Stacks of an earlier process are there again; what their providers hold in memory is restored. */
  constructor(private readonly options: CloudFormationOptions) {
    this.store = new StackStore(options.clock, options.state);
    for (const { resources } of this.stacks) {
      for (const { type, state, properties } of resources.values()) {
        options.providers.get(type)?.restore(state, properties);
      }
    }
  }

  /** Those that are not deleted, in the order of their first deployment. */
  get stacks(): readonly Stack[] {
    return this.store.live;
  }

  /** @throws AwsError ValidationError if there is no such stack */
  stack(nameOrArn: string): Stack {
    return this.store.get(nameOrArn);
  }

  /**
   * Creates or updates a stack, and waits for the end.
   * @throws AwsError ValidationError for a template that cannot be deployed, or a stack that cannot
   *   be changed now: nothing was touched
   * @throws StackFailedError when a resource fails: what was done is rolled back. A stack that could
   *   not be created stays, and must be deleted
   */
  async deployStack(input: DeployStackInput): Promise<Stack> {
    return this.startDeployment(input).done;
  }

  /** As `deployStack`, but returns when the deployment has begun. */
  startDeployment(input: DeployStackInput): StackOperation {
    const plan = this.plan(input);
    const known = this.store.find(input.stackName);
    if (known && known.status !== 'REVIEW_IN_PROGRESS') refuseUpdateIn(known);
    if (known) refuseOtherTypes(plan.template, known);
    const stack = known ?? this.addStack(input.stackName, 'CREATE_IN_PROGRESS');
    const isCreation = !known || known.status === 'REVIEW_IN_PROGRESS';
    if (isCreation) stack.settings = plan.settings;
    else stack.updated = this.options.clock.now();
    setStatus(stack, this.options.clock, isCreation ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS');
    this.store.save(stack);
    return this.#operation(stack, () => this.#deploy(stack, plan, isCreation, input));
  }

  /** @throws AwsError ValidationError for a template that cannot be deployed */
  plan(input: DeployStackInput): DeploymentPlan {
    return planDeployment(input, this.options.providers, this.options.readSsmParameter);
  }

  /** What the template's expressions see, over resources as they stand. */
  scopeOf(
    stack: Stack,
    { template, parameters }: DeploymentPlan,
    resources: ReadonlyMap<string, StackResource>,
    onImport: (exportName: string) => void = () => undefined,
  ): Scope {
    const { region, accountId } = this.options;
    return stackScope({
      template,
      parameters,
      resources,
      stackName: stack.name,
      stackId: stack.id,
      region,
      accountId,
      importValue: (name) => {
        onImport(name);
        return this.stacks.find(({ exports }) => exports.has(name))?.exports.get(name);
      },
    });
  }

  /** @throws Error for a type that has none */
  provider(type: string): ResourceProvider {
    return this.options.providers.get(type) ?? fail(`Unknown resource type ${type}`);
  }

  /** A stack that has nothing yet. */
  addStack(name: string, status: 'CREATE_IN_PROGRESS' | 'REVIEW_IN_PROGRESS'): Stack {
    const stack = newStack(name, status, this.options, this.options.clock.now());
    this.store.add(stack);
    return stack;
  }

  /**
   * Deletes a stack's resources in reverse order; what its DeletionPolicy retains stays.
   * @throws AwsError ValidationError while the stack is being changed, or is protected
   * @throws StackFailedError if an export of it is in use: the stack stays as it is. Or if a resource
   *   cannot be deleted: the stack stays with what is left
   */
  async deleteStack(name: string, options: DeletionOptions = {}): Promise<void> {
    await this.startDeletion(name, options).done;
  }

  /** As `deleteStack`, but returns when the deletion has begun. */
  startDeletion(nameOrArn: string, options: DeletionOptions = {}): StackOperation {
    const stack = this.stack(nameOrArn);
    refuseDeletionIn(stack);
    const inUse = this.#exportInUse(stack);
    if (inUse !== undefined) return this.#cancelDeletion(stack, inUse);
    setStatus(stack, this.options.clock, 'DELETE_IN_PROGRESS');
    this.store.save(stack);
    return this.#operation(stack, () => this.#delete(stack, options));
  }

  /**
   * Takes back what a failed deployment left, in a stack that is neither as before nor as wanted.
   * @param skipped logical ids that are taken for rolled back as they are
   */
  startRollback(stack: Stack, skipped: ReadonlySet<string> = new Set()): StackOperation {
    return this.#operation(stack, async () => {
      const record = eventRecorder(stack, this.options.clock);
      const isSkipped = ({ resource }: Step): boolean => skipped.has(resource.logicalId);
      const done = stack.unfinished.filter((step) => !isSkipped(step));
      for (const { resource } of stack.unfinished.filter(isSkipped)) {
        const event = { ...resource, physicalId: resource.state.physicalId };
        record('UPDATE_COMPLETE', event, SKIPPED_IN_ROLLBACK);
      }
      await this.#rollBack(stack, stack.resources, done, undefined);
      return stack;
    });
  }

  /**
   * Removes what killed creations have left: no stack knows of it, and it would be in the way of the
   * next attempt. What was there before them, or may have been, stays. Stacks change when that is done.
   */
  resume(): void {
    this.#resumed = this.#discardCutOff();
    this.#track(this.#resumed);
  }

  async #discardCutOff(): Promise<void> {
    for (const creation of this.store.cutOff) {
      const { stackName, type, properties, wasThere } = creation;
      const provider = wasThere === false ? this.options.providers.get(type) : undefined;
      try {
        await provider?.discard(properties, resourceRequest(creation));
        this.store.endCreation(stackName, creation);
      } catch (error) {
        // Stacks change all the same; the next start tries again.
        const what = `${creation.logicalId} of stack ${stackName}`;
        process.emitWarning(
          `What a killed creation of ${what} has left was not removed: ${reasonOf(error)}`,
        );
      }
    }
  }

  /** Resolves when no stack is being changed. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #deploy(
    stack: Stack,
    plan: DeploymentPlan,
    isCreation: boolean,
    { deleteOnFailure = false }: DeployStackInput,
  ): Promise<Stack> {
    const { clock } = this.options;
    const formerImports = stack.imports;
    const imports = new Set<string>();
    // From now on, as the exports must not go while the deployment is on its way.
    const onImport = (name: string): void => {
      stack.imports = new Set([...formerImports, ...imports.add(name)]);
    };
    const deployment: Deployment = new Deployment(
      stack.resources,
      this.#steps(stack, () => deployment.resources),
      (step) => {
        this.store.saveStep(stack, step);
      },
    );
    const scope = this.scopeOf(stack, plan, deployment.resources, onImport);
    try {
      await deployment.apply(plan.template, plan.order, scope);
      const { outputs, exports } = stackOutputs(plan.template, scope);
      checkExports(stack, exports, this.#othersThan(stack));
      Object.assign(stack, { outputs, exports, imports });
    } catch (error) {
      const reason = reasonOf(error);
      const done = [...stack.unfinished, ...deployment.done];
      if (plan.settings.disableRollback) {
        stack.resources = deployment.standing;
        stack.unfinished = done;
        setStatus(stack, clock, isCreation ? 'CREATE_FAILED' : 'UPDATE_FAILED', reason);
      } else {
        await this.#rollBack(stack, deployment.standing, done, reason);
        stack.imports = formerImports;
        if (isCreation && deleteOnFailure) {
          setStatus(stack, clock, 'DELETE_IN_PROGRESS');
          await this.#delete(stack, {});
        }
      }
      throw new StackFailedError(stack, reason, { cause: error });
    }
    const earlier = stack.unfinished;
    const { resources } = deployment;
    const { settings } = plan;
    Object.assign(stack, { resources, unfinished: [], settings, everComplete: true });
    if (!isCreation) {
      setStatus(stack, clock, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      // Saved before the first deletion: there is no way back from then on.
      await deployment.cleanUp(earlier, (left) => {
        stack.leftOver = left;
        this.store.save(stack);
      });
    }
    setStatus(stack, clock, isCreation ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE');
    return stack;
  }

  async #rollBack(
    stack: Stack,
    standing: Stack['resources'],
    done: readonly Step[],
    reason: string | undefined,
  ): Promise<void> {
    const { clock } = this.options;
    const rollback = stack.everComplete ? 'UPDATE_ROLLBACK' : 'ROLLBACK';
    setStatus(stack, clock, `${rollback}_IN_PROGRESS`, reason);
    Object.assign(stack, { resources: standing, unfinished: done });
    this.store.save(stack);
    const steps = this.#steps(stack, () => standing);
    const left = await rollBack(done, steps, (undone) => {
      stack.resources = resourcesWithout(undone, stack.resources);
      if (undone.action === 'replace') {
        const { logicalId, generation } = undone.resource;
        const highest = Math.max(generation, stack.takenBack.get(logicalId) ?? 0);
        stack.takenBack = new Map([...stack.takenBack, [logicalId, highest]]);
      }
      stack.unfinished = stack.unfinished.filter((step) => step !== undone);
      // Nothing was done for the others: taking them back once more is no harm.
      if (undone.action !== 'none') this.store.save(stack);
    });
    const ids = left.map(({ resource }) => resource.logicalId).join(', ');
    if (left.length === 0) setStatus(stack, clock, `${rollback}_COMPLETE`);
    else {
      const why = `The following resource(s) could not be rolled back: [${ids}].`;
      setStatus(stack, clock, `${rollback}_FAILED`, why);
    }
  }

  async #delete(stack: Stack, options: DeletionOptions): Promise<Stack> {
    const { clock } = this.options;
    const steps = this.#steps(stack, () => stack.resources);
    const failures = await deleteResources(stack, steps, options, () => {
      this.store.save(stack);
    });
    const [first] = failures;
    if (first) {
      const ids = failures.map(({ resource }) => resource.logicalId).join(', ');
      const why = `The following resource(s) failed to delete: [${ids}]. ${first.reason}`;
      setStatus(stack, clock, 'DELETE_FAILED', why);
      const { logicalId, type } = first.resource;
      throw new StackFailedError(
        stack,
        `${logicalId} (${type}) cannot be deleted: ${first.reason}`,
      );
    }
    stack.deleted = clock.now();
    Object.assign(stack, { exports: new Map(), imports: new Set(), terminationProtection: false });
    setStatus(stack, clock, 'DELETE_COMPLETE');
    this.store.retire(stack);
    return stack;
  }

  #exportInUse(stack: Stack): string | undefined {
    try {
      checkExports(stack, new Map(), this.#othersThan(stack));
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  /** AWS takes the request, and tells in the status that the stack keeps. Seen in aws-cdk issue 604. */
  #cancelDeletion(stack: Stack, why: string): StackOperation {
    const reason = `Delete canceled. ${why}`;
    setStatus(stack, this.options.clock, stack.status, reason);
    this.store.save(stack);
    return this.#operation(stack, async () => {
      throw new StackFailedError(stack, reason);
    });
  }

  #operation(stack: Stack, work: () => Promise<Stack>): StackOperation {
    const done = this.#resumed.then(work).finally(() => {
      this.store.save(stack);
    });
    this.#track(done);
    return { stack, done };
  }

  #track(work: Promise<unknown>): void {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    this.#running.add(settled);
    void settled.then(() => this.#running.delete(settled));
  }

  #steps(stack: Stack, ownResources: () => Stack['resources']): ResourceSteps {
    const find = (type: string): ResourceProvider => this.provider(type);
    const findOwner = (type: string, name: string): string | undefined => {
      const own = { id: stack.id, resources: ownResources() };
      return nameOwner([own, ...this.stacks], find, type, name);
    };
    const record = eventRecorder(stack, this.options.clock);
    return new ResourceSteps(stack.name, find, findOwner, record, {
      takenBack: (logicalId) => stack.takenBack.get(logicalId) ?? 0,
      begin: (creation) => {
        this.store.beginCreation(stack, creation);
      },
      fail: (creation) => {
        this.store.endCreation(stack.name, creation);
      },
    });
  }

  #othersThan(stack: Stack): Stack[] {
    return this.stacks.filter((other) => other !== stack);
  }
}
