import * as z from 'zod';
import { AwsError } from './aws-error';
import { type FormTree, formList, formTree } from './query-form';

/** Members that every request of the protocol has. */
const PROTOCOL_MEMBERS = new Set(['Action', 'Version']);

/**
 * A query request's parameters as an operation's input: `Tags.member.1.Key=x` is `{Tags: [{Key: 'x'}]}`.
 * @throws AwsError ValidationError that names a parameter which is wrong or not supported
 */
export function queryInput<S extends z.ZodType>(
  parameters: URLSearchParams,
  schema: S,
): z.infer<S> {
  const tree = [...formTree(parameters)].filter(([name]) => !PROTOCOL_MEMBERS.has(name));
  const parsed = schema.safeParse(plain(new Map(tree)));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const place = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return `${place}: ${issue.message}`;
    const names = issue.keys.map((key) => (place === '' ? key : `${place}.${key}`));
    return `the embedded AWS does not support ${names.join(', ')}`;
  });
  throw new AwsError('ValidationError', `Validation error detected: ${faults.join('; ')}`);
}

/** A list may be empty: clients then write the bare name, with no value. */
function plain(node: FormTree): unknown {
  const members = node.get('member');
  if (node.size === 1 && members instanceof Map) {
    return formList(members).map((item) => (item instanceof Map ? plain(item) : item));
  }
  return Object.fromEntries(
    [...node].map(([name, value]) => [name, value instanceof Map ? plain(value) : value]),
  );
}

/** A list, which an empty one's bare name is as well. */
export function queryList<S extends z.ZodType>(item: S) {
  return z.preprocess((value) => (value === '' ? [] : value), z.array(item)).default([]);
}

export const queryBoolean = z.enum(['true', 'false']).transform((text) => text === 'true');
