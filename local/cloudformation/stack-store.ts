import { AwsError } from '../gateway/aws-error';
import { type Stack } from './stack';

/** All stacks of the account and region. Deleted ones are still found by their id, as in AWS for 90 days. */
export class StackStore {
  readonly #live = new Map<string, Stack>();
  readonly #deleted = new Map<string, Stack>();

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

  retire(stack: Stack): void {
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
}
