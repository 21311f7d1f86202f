import { type QueryResult } from '../../gateway/aws-query';

/** A list as the query protocol writes it; an empty one is an empty element. */
export function listOf(member: readonly unknown[]): QueryResult | '' {
  return member.length === 0 ? '' : { member };
}

export function tagList(tags: Readonly<Record<string, string>>): QueryResult | '' {
  return listOf(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })));
}
