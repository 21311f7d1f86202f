import { type Clock } from '../clock';
import { AwsError } from '../gateway/aws-error';
import { asItIs } from '../state/format';
import { type State, volatileState } from '../state/state';
import { endInterrupted } from './interrupted-stack';
import { type Stack, type Step } from './stack';
import { stackFormat, stepSchema } from './stack-record';

/** All stacks of the account and region. Deleted ones are still found by their id, as in AWS for 90 days, here until the process ends. */
export class StackStore {
  readonly #live: Map<string, Stack>;
  readonly #deleted = new Map<string, Stack>();
  /** Of operations under way, by stack: a step is small, where a whole stack may have megabytes. */
  readonly #steps: Map<string, Step>;

  /** @param state keeps the stacks; nothing does unless given */
  constructor(clock: Clock, state: State = volatileState) {
    this.#live = state.map('stacks', stackFormat);
    this.#steps = state.map('stack-steps', asItIs(stepSchema));
    for (const stack of this.#live.values()) {
      const steps = [...this.#steps].filter(([key]) => key.startsWith(`${stack.name}/`));
      const done = steps.map(([, step]) => step);
      if (endInterrupted(stack, done, clock)) this.save(stack);
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

  /** After a change; the steps of an operation that has ended are part of the stack then. */
  save(stack: Stack): void {
    if (this.#live.get(stack.name) !== stack) return;
    this.#live.set(stack.name, stack);
    if (!stack.status.endsWith('_IN_PROGRESS')) this.#forgetSteps(stack);
  }

  /** Notes a step of an operation that is under way. */
  saveStep(stack: Stack, step: Step): void {
    const { logicalId, generation } = step.resource;
    this.#steps.set(`${stack.name}/${logicalId}/${generation}`, step);
  }

  retire(stack: Stack): void {
    this.#forgetSteps(stack);
    this.#live.delete(stack.name);
    this.#deleted.set(stack.id, stack);
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

  #forgetSteps({ name }: Stack): void {
    for (const key of this.#steps.keys()) if (key.startsWith(`${name}/`)) this.#steps.delete(key);
  }
}
