import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';

/** Members that every listing takes; 0 and none mean 100. */
export const pagingInput = {
  maxResults: z.int().min(0).max(1000).optional(),
  nextToken: z.string().min(1).max(1024).optional(),
};

export interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

const DEFAULT_PAGE = 100;

/**
 * One page of a list that may grow between requests. The token holds the key of the page's last
 * item, so that the next page goes on after it, whatever has been added.
 * @param items in ascending or descending order of `keyOf`
 * @throws AwsError InvalidToken
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => number,
  { maxResults = 0, nextToken }: PageRequest,
  order: 'ascending' | 'descending',
): { readonly page: readonly T[]; readonly nextToken?: string } {
  const start =
    nextToken === undefined ? 0 : startAfter(items, keyOf, parseToken(nextToken), order);
  const page = items.slice(start, start + (maxResults || DEFAULT_PAGE));
  const last = page.at(-1);
  const more = start + page.length < items.length;
  return { page, ...(more && last !== undefined && { nextToken: formatToken(keyOf(last)) }) };
}

/** Index of the first item behind the key. */
function startAfter<T>(
  items: readonly T[],
  keyOf: (item: T) => number,
  key: number,
  order: 'ascending' | 'descending',
): number {
  const index = items.findIndex((item) =>
    order === 'ascending' ? keyOf(item) > key : keyOf(item) < key,
  );
  return index === -1 ? items.length : index;
}

function formatToken(key: number): string {
  return Buffer.from(`after:${key}`).toString('base64url');
}

function parseToken(token: string): number {
  const match = /^after:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!match) throw new AwsError('InvalidToken', `Invalid Token: '${token}'`);
  return Number(match[1]);
}
