import * as z from 'zod';
import { type State, volatileState } from '../state/state';
import { type Format } from '../state/format';
import { type Tag, tags } from './model-request';
import { parseRequest, text, validationException } from './validation';

const resourceArn = text(0, 256, /^arn:.*$/);
const addTagsRequest = z.object({ ResourceArn: resourceArn, Tags: tags });
const listTagsRequest = z.object({ ResourceArn: resourceArn });
const deleteTagsRequest = z.object({
  ResourceArn: resourceArn,
  TagKeys: z.array(text(1, 128)).min(1).max(50),
});

const entries = z.array(z.tuple([z.string(), z.string()]));
const format: Format<Map<string, string>, z.output<typeof entries>> = {
  schema: entries,
  write: (map) => [...map],
  read: (stored) => new Map(stored),
};

/** Tags of models and jobs, by ARN: AddTags, ListTags, DeleteTags. */
export class TagStore {
  private readonly byArn: Map<string, Map<string, string>>;

  constructor(state: State = volatileState) {
    this.byArn = state.map('sagemaker-tags', format);
  }

  /** Registers a resource with its first tags. */
  set(arn: string, initial: readonly Tag[]): void {
    this.byArn.set(arn, new Map(initial.map(({ Key, Value }) => [Key, Value])));
  }

  has(arn: string): boolean {
    return this.byArn.has(arn);
  }

  remove(arn: string): void {
    this.byArn.delete(arn);
  }

  /** All tags of a resource, in the order in which they were given. */
  get(arn: string): Tag[] {
    return [...this.find(arn)].map(([Key, Value]) => ({ Key, Value }));
  }

  add(input: unknown): { Tags: Tag[] } {
    const request = parseRequest(addTagsRequest, input);
    const existing = this.find(request.ResourceArn);
    for (const { Key, Value } of request.Tags) existing.set(Key, Value);
    this.byArn.set(request.ResourceArn, existing);
    return { Tags: this.get(request.ResourceArn) };
  }

  list(input: unknown): { Tags: Tag[] } {
    return { Tags: this.get(parseRequest(listTagsRequest, input).ResourceArn) };
  }

  delete(input: unknown): Record<string, never> {
    const request = parseRequest(deleteTagsRequest, input);
    const existing = this.find(request.ResourceArn);
    for (const key of request.TagKeys) existing.delete(key);
    this.byArn.set(request.ResourceArn, existing);
    return {};
  }

  private find(arn: string): Map<string, string> {
    const existing = this.byArn.get(arn);
    if (!existing) throw validationException(`The resource ${arn} does not exist.`);
    return existing;
  }
}
