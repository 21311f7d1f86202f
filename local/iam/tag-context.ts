import * as z from 'zod';
import { type ConditionContext } from './access';

const tagList = z.array(z.object({ Key: z.string(), Value: z.string() })).catch([]);

/** Condition keys of the tags that a request wants to set: `[{ Key, Value }]`, as it came. */
export function requestTags(tags: unknown): ConditionContext {
  const list = tagList.parse(tags ?? []);
  if (list.length === 0) return {};
  return {
    ...Object.fromEntries(list.map(({ Key, Value }) => [`aws:requesttag/${Key}`, Value])),
    'aws:tagkeys': list.map(({ Key }) => Key),
  };
}

/** Condition keys of the tags that a resource has. */
export function resourceTags(tags: Iterable<readonly [string, string]>): ConditionContext {
  return Object.fromEntries([...tags].map(([key, value]) => [`aws:resourcetag/${key}`, value]));
}

/** Whether a request sets any tags, which takes a right of its own. */
export function hasTags(tags: unknown): boolean {
  return tagList.parse(tags ?? []).length > 0;
}
