import { AwsError } from '../../gateway/aws-error';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/**
 * One page of a list. The token is that of the last item of the page before, so that what comes in
 * front of the list meanwhile neither hides nor doubles an item.
 * @throws AwsError ValidationError for a token that is none of this list
 */
export function pageOf<T>(
  all: readonly T[],
  size: number,
  idOf: (item: T) => string,
  token: string | undefined,
): Page<T> {
  const last = token === undefined ? -1 : all.findIndex((item) => idOf(item) === decode(token));
  if (token !== undefined && last < 0) {
    throw new AwsError('ValidationError', `NextToken '${token}' is none that was given here`);
  }
  const items = all.slice(last + 1, last + 1 + size);
  const end = items.at(-1);
  const isLast = last + 1 + size >= all.length;
  return { items, nextToken: isLast || end === undefined ? undefined : encode(idOf(end)) };
}

const encode = (id: string): string => Buffer.from(id).toString('base64url');
const decode = (token: string): string => Buffer.from(token, 'base64url').toString();
