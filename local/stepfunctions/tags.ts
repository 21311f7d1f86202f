import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { type Format } from '../state/format';
import { type State, volatileState } from '../state/state';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Tags of a resource. Source: API Reference, TagResource. */
const MAX_TAGS = 50;

const entries = z.array(z.tuple([z.string(), z.string()]));
const format: Format<ReadonlyMap<string, string>, z.output<typeof entries>> = {
  schema: entries,
  write: (tags) => [...tags],
  read: (stored) => new Map(stored),
};

/** The tags of state machines, by ARN. */
export class Tags {
  readonly #byArn: Map<string, ReadonlyMap<string, string>>;

  constructor(state: State = volatileState) {
    this.#byArn = state.map('state-machine-tags', format);
  }

  /** Adds to what is there. @throws AwsError TooManyTags */
  add(arn: string, tags: readonly Tag[]): void {
    this.replace(arn, [...this.list(arn), ...tags]);
  }

  /** Puts these in the place of what is there. @throws AwsError TooManyTags */
  replace(arn: string, tags: readonly Tag[]): void {
    const all = new Map(tags.map(({ key, value }) => [key, value]));
    if (all.size > MAX_TAGS) {
      throw new AwsError(
        'TooManyTags',
        `A resource has at most ${MAX_TAGS} tags; '${arn}' would have ${all.size}`,
      );
    }
    this.#byArn.set(arn, all);
  }

  /** Keys that there are not do not matter. */
  remove(arn: string, keys: readonly string[]): void {
    const left = new Map(this.#byArn.get(arn));
    for (const key of keys) left.delete(key);
    this.#byArn.set(arn, left);
  }

  removeAll(arn: string): void {
    this.#byArn.delete(arn);
  }

  list(arn: string): Tag[] {
    return [...(this.#byArn.get(arn) ?? [])].map(([key, value]) => ({ key, value }));
  }
}
