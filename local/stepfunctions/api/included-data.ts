import * as z from 'zod';

/** Member of the Describe operations. Source: API Reference, `includedData`. */
export const includedData = z.enum(['ALL_DATA', 'METADATA_ONLY']).default('ALL_DATA');

/** Takes the members with data out of an answer that shall have none. */
export function withheld(
  included: z.infer<typeof includedData>,
  members: readonly string[],
): Record<string, undefined> {
  if (included === 'ALL_DATA') return {};
  return Object.fromEntries(members.map((member) => [member, undefined]));
}
