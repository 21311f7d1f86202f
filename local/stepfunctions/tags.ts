import { AwsError } from '../gateway/aws-error';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Tags of a resource. Source: API Reference, TagResource. */
const MAX_TAGS = 50;

/** The tags of state machines, by ARN. */
export class Tags {
  readonly #byArn = new Map<string, ReadonlyMap<string, string>>();

  /** Adds to what is there. @throws AwsError TooManyTags */
  add(arn: string, tags: readonly Tag[]): void {
    const all = new Map(this.#byArn.get(arn));
    for (const { key, value } of tags) all.set(key, value);
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
