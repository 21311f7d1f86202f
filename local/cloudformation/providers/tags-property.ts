import * as z from 'zod';

/** Tags of a resource in a template; the service checks their lengths. */
export const tagsProperty = z
  .array(z.strictObject({ Key: z.string(), Value: z.string() }))
  .default([]);
export type TagsProperty = z.output<typeof tagsProperty>;

/** Puts a template's tags in the place of all that a resource has. */
export function setTags(tags: Map<string, string>, wanted: TagsProperty): void {
  tags.clear();
  for (const { Key, Value } of wanted) tags.set(Key, Value);
}
