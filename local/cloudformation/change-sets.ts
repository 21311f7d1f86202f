import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock';
import { AwsError } from '../gateway/aws-error';
import { type State, volatileState } from '../state/state';
import { type ChangeSet } from './change-set';
import { changeSetFormat } from './change-set-record';
import { type CloudFormation, type StackOperation } from './cloudformation';
import { type DeployStackInput } from './deployment-plan';
import { type StackPlace } from './new-stack';
import { type Stack } from './stack';
import { setStatus } from './stack-events';
import { isInProgress, refuseUpdateIn } from './stack-states';
import { stackChanges } from './stack-changes';
import { refuseOtherTypes } from './template-checks';

/** The text by which clients, the CDK CLI among them, know that there is nothing to deploy. */
const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

export interface CreateChangeSetInput extends Pick<
  ChangeSet,
  'name' | 'type' | 'description' | 'onStackFailure'
> {
  readonly deployment: DeployStackInput;
}

export interface ChangeSetsOptions extends StackPlace {
  readonly clock: Clock;
  /** Keeps the change sets; nothing does unless given. */
  readonly state?: State;
}

/** The change sets of all stacks. */
export class ChangeSets {
  readonly #all: Map<string, ChangeSet>;

  /** Those of an earlier process are there again, with their stacks. */
  constructor(
    private readonly cloudFormation: CloudFormation,
    private readonly options: ChangeSetsOptions,
  ) {
    this.#all = (options.state ?? volatileState).map('change-sets', changeSetFormat);
    for (const changeSet of this.all) {
      const stack = cloudFormation.store.find(changeSet.stackId);
      if (!stack || stack.status === 'DELETE_COMPLETE') this.#all.delete(changeSet.id);
      else if (changeSet.executionStatus === 'EXECUTE_IN_PROGRESS') {
        this.#setExecutionStatus(changeSet, 'EXECUTE_FAILED');
      }
    }
  }

  get all(): readonly ChangeSet[] {
    return [...this.#all.values()];
  }

  add(changeSet: ChangeSet): void {
    this.#all.set(changeSet.id, changeSet);
  }

  /**
   * A change set that is complete at once. One without changes has failed, as in AWS.
   * @throws AwsError ValidationError, AlreadyExistsException
   */
  create(input: CreateChangeSetInput): ChangeSet {
    const { name, type, deployment } = input;
    const { stackName } = deployment;
    const known = this.cloudFormation.store.find(stackName);
    if (known && this.#ofStack(known).some((other) => other.name === name)) {
      throw new AwsError(
        'AlreadyExistsException',
        `ChangeSet ${name} cannot be created due to a mismatch with existing attribute Name: stack ${known.name} has one of this name`,
      );
    }
    const plan = this.cloudFormation.plan(deployment);
    if (type === 'UPDATE' && known) refuseOtherTypes(plan.template, known);
    const stack =
      type === 'CREATE' ? this.#stackToCreate(input, known) : stackToUpdate(known, stackName);
    const { region, accountId, clock } = this.options;
    const id = `arn:aws:cloudformation:${region}:${accountId}:changeSet/${name}/${randomUUID()}`;
    const { changes, isEmpty } = stackChanges(this.cloudFormation, stack, deployment);
    const hasNothing = isEmpty && type === 'UPDATE';
    const changeSet: ChangeSet = {
      id,
      name,
      stackId: stack.id,
      stackName: stack.name,
      type,
      description: input.description,
      created: clock.now(),
      status: hasNothing ? 'FAILED' : 'CREATE_COMPLETE',
      statusReason: hasNothing ? NO_CHANGES : undefined,
      executionStatus: hasNothing ? 'UNAVAILABLE' : 'AVAILABLE',
      changes,
      input: { ...deployment, stackName: stack.name, changeSetId: id },
      onStackFailure: input.onStackFailure,
    };
    this.add(changeSet);
    return changeSet;
  }

  /** By ARN, or by name and stack. @throws AwsError ValidationError if there is no such stack */
  find(nameOrArn: string, stackNameOrArn: string | undefined): ChangeSet | undefined {
    if (nameOrArn.startsWith('arn:')) return this.#all.get(nameOrArn);
    if (stackNameOrArn === undefined) {
      throw new AwsError(
        'ValidationError',
        'StackName must be given unless ChangeSetName is an ARN',
      );
    }
    const stack = this.cloudFormation.stack(stackNameOrArn);
    return this.#ofStack(stack).find(({ name }) => name === nameOrArn);
  }

  /** @throws AwsError ChangeSetNotFound, and as `find` */
  get(nameOrArn: string, stackNameOrArn: string | undefined): ChangeSet {
    const found = this.find(nameOrArn, stackNameOrArn);
    if (found) return found;
    throw new AwsError('ChangeSetNotFound', `ChangeSet [${nameOrArn}] does not exist`, 404);
  }

  /** Those of a stack that were not executed. */
  ofStack(stack: Stack): readonly ChangeSet[] {
    return this.#ofStack(stack).filter(
      ({ executionStatus }) => !executionStatus.startsWith('EXECUTE_'),
    );
  }

  /**
   * Begins the deployment. Other change sets of the stack go, as they no longer fit.
   * @throws AwsError InvalidChangeSetStatus
   */
  execute(changeSet: ChangeSet, { disableRollback = false } = {}): StackOperation {
    const { id, executionStatus, onStackFailure } = changeSet;
    if (executionStatus !== 'AVAILABLE') {
      throw new AwsError(
        'InvalidChangeSetStatus',
        `ChangeSet [${id}] cannot be executed in its current execution status of [${executionStatus}]`,
      );
    }
    const operation = this.cloudFormation.startDeployment({
      ...changeSet.input,
      disableRollback: disableRollback || onStackFailure === 'DO_NOTHING',
      deleteOnFailure: onStackFailure === 'DELETE',
    });
    for (const other of this.#ofStack(operation.stack)) {
      if (other !== changeSet) this.#all.delete(other.id);
    }
    this.#setExecutionStatus(changeSet, 'EXECUTE_IN_PROGRESS');
    operation.done.then(
      () => {
        this.#setExecutionStatus(changeSet, 'EXECUTE_COMPLETE');
      },
      () => {
        this.#setExecutionStatus(changeSet, 'EXECUTE_FAILED');
      },
    );
    return operation;
  }

  /** @throws AwsError InvalidChangeSetStatus while it is being executed */
  delete(changeSet: ChangeSet): void {
    const { id, executionStatus } = changeSet;
    if (executionStatus === 'EXECUTE_IN_PROGRESS') {
      throw new AwsError(
        'InvalidChangeSetStatus',
        `An operation on this ChangeSet is currently in progress. Please attempt this operation again later. (${id})`,
      );
    }
    this.#all.delete(id);
  }

  /** For a stack that was changed by other means. */
  outdate(stack: Stack): void {
    for (const changeSet of this.ofStack(stack)) this.#setExecutionStatus(changeSet, 'OBSOLETE');
  }

  /** All that a deleted stack had. */
  forget(stack: Stack): void {
    for (const { id } of this.#ofStack(stack)) this.#all.delete(id);
  }

  /** One that was deleted meanwhile stays so. */
  #setExecutionStatus(changeSet: ChangeSet, status: ChangeSet['executionStatus']): void {
    changeSet.executionStatus = status;
    if (this.#all.has(changeSet.id)) this.#all.set(changeSet.id, changeSet);
  }

  #ofStack({ id }: Stack): ChangeSet[] {
    return this.all.filter(({ stackId }) => stackId === id);
  }

  #stackToCreate({ name, deployment }: CreateChangeSetInput, known: Stack | undefined): Stack {
    if (known?.status === 'REVIEW_IN_PROGRESS') return known;
    const { stackName } = deployment;
    if (known) {
      throw new AwsError(
        'ValidationError',
        `Stack [${stackName}] already exists and cannot be created again with the changeSet [${name}].`,
      );
    }
    const stack = this.cloudFormation.addStack(stackName, 'REVIEW_IN_PROGRESS');
    setStatus(stack, this.options.clock, 'REVIEW_IN_PROGRESS', 'User Initiated');
    this.cloudFormation.store.save(stack);
    return stack;
  }
}

function stackToUpdate(known: Stack | undefined, stackName: string): Stack {
  if (!known || known.status === 'DELETE_COMPLETE') {
    throw new AwsError('ValidationError', `Stack [${stackName}] does not exist`);
  }
  if (isInProgress(known.status)) refuseUpdateIn(known);
  return known;
}
