import { type Clock } from '../clock';
import { AwsError } from '../gateway/aws-error';
import { asItIs } from '../state/format';
import { type State, volatileState } from '../state/state';
import { endInterrupted } from './interrupted-stack';
import { type BegunCreation } from './resource-steps';
import { type Stack, type Step } from './stack';
import { begunSchema, type BegunInStack, stackFormat, stepSchema } from './stack-record';
import { isGoingForward } from './stack-states';

/** As long as AWS tells of a deleted stack. Source: API Reference, ListStacks. */
const DELETED_MILLISECONDS = 90 * 24 * 3600 * 1000;
/** Of some 150 KB each with its template and events: 30 MB, read in a fraction of a second. */
const MOST_DELETED = 200;

/** All stacks of the account and region. Deleted ones are still found by their id: the latest 200, for 90 days. */
export class StackStore {
  readonly #live: Map<string, Stack>;
  readonly #deleted: Map<string, Stack>;
  /** Of operations under way, by stack: a step is small, where a whole stack may have megabytes. */
  readonly #steps: Map<string, Step>;
  /** Creations that go on, or that a kill has cut off. */
  readonly #begun: Map<string, BegunInStack>;

  /** @param state keeps the stacks; nothing does unless given */
  constructor(
    private readonly clock: Clock,
    state: State = volatileState,
  ) {
    this.#live = state.map('stacks', stackFormat);
    this.#deleted = state.map('deleted-stacks', stackFormat);
    this.#steps = state.map('stack-steps', asItIs(stepSchema));
    this.#begun = state.map('stack-creations', asItIs(begunSchema));
    for (const key of this.#steps.keys()) this.#begun.delete(key);
    this.#forgetDeleted();
    for (const stack of this.#live.values()) {
      // A kill came between the two entries of its deletion.
      if (this.#deleted.has(stack.id)) {
        this.retire(stack);
        continue;
      }
      const steps = [...this.#steps].filter(([key]) => key.startsWith(`${stack.name}/`));
      const done = steps.map(([, step]) => step);
      const cutOff = this.cutOff.filter(({ stackName }) => stackName === stack.name);
      if (endInterrupted(stack, done, clock, cutOff)) this.save(stack);
    }
  }

  /** Those that are not deleted, in the order of their creation. */
  get live(): readonly Stack[] {
    return [...this.#live.values()];
  }

  /** The last one deleted comes last. */
  get deleted(): readonly Stack[] {
    return [...this.#deleted.values()];
  }

  add(stack: Stack): void {
    if (stack.status === 'DELETE_COMPLETE') this.#deleted.set(stack.id, stack);
    else this.#live.set(stack.name, stack);
  }

  /** After a change; the steps of a deployment that no longer goes forward are part of the stack then. */
  save(stack: Stack): void {
    if (this.#live.get(stack.name) !== stack) return;
    this.#live.set(stack.name, stack);
    if (!isGoingForward(stack.status)) this.#forgetSteps(stack);
  }

  /** Notes a step of an operation that is under way. */
  saveStep(stack: Stack, step: Step): void {
    const key = stepKey(stack.name, step.resource);
    this.#steps.set(key, step);
    this.#begun.delete(key);
  }

  /** Notes a creation before it begins; `saveStep` or `endCreation` takes that back. */
  beginCreation({ name }: Stack, creation: BegunCreation): void {
    this.#begun.set(stepKey(name, creation), { ...creation, stackName: name });
  }

  endCreation(stackName: string, creation: BegunCreation): void {
    this.#begun.delete(stepKey(stackName, creation));
  }

  /** After a start: the creations that an earlier process has begun and did not bring to an end. */
  get cutOff(): readonly BegunInStack[] {
    return [...this.#begun.values()];
  }

  retire(stack: Stack): void {
    this.#forgetSteps(stack);
    if (!this.#deleted.has(stack.id)) this.#deleted.set(stack.id, stack);
    this.#live.delete(stack.name);
    this.#forgetDeleted();
  }

  /** By name or ARN; only an ARN finds a deleted one. */
  find(nameOrArn: string): Stack | undefined {
    if (!nameOrArn.startsWith('arn:')) return this.#live.get(nameOrArn);
    return this.live.find(({ id }) => id === nameOrArn) ?? this.#deleted.get(nameOrArn);
  }

  /** @throws AwsError ValidationError if there is no such stack */
  get(nameOrArn: string): Stack {
    const stack = this.find(nameOrArn);
    if (stack) return stack;
    throw new AwsError('ValidationError', `Stack with id ${nameOrArn} does not exist`);
  }

  #forgetDeleted(): void {
    const since = this.clock.now() - DELETED_MILLISECONDS;
    const surplus = this.#deleted.size - MOST_DELETED;
    for (const [index, { id, deleted = 0 }] of this.deleted.entries()) {
      if (index < surplus || deleted < since) this.#deleted.delete(id);
    }
  }

  #forgetSteps({ name }: Stack): void {
    for (const key of this.#steps.keys()) if (key.startsWith(`${name}/`)) this.#steps.delete(key);
  }
}

function stepKey(stackName: string, { logicalId, generation }: BegunCreation): string {
  return `${stackName}/${logicalId}/${generation}`;
}
