import { type SortedKeys } from './key-index';
import { compareUtf8 } from './utf8-order';

/** Only keys after this one, or after all those that begin with a rolled-up prefix. */
export type ListingPosition = { readonly after: string } | { readonly afterPrefix: string };

export interface ListingQuery {
  readonly prefix: string;
  /** Keys that share a beginning up to the delimiter are rolled up; empty: none. */
  readonly delimiter: string;
  readonly from?: ListingPosition | undefined;
  /** Keys and prefixes together. */
  readonly maxKeys: number;
}

export interface ListingPage {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page begins; undefined on the last page. */
  readonly next: ListingPosition | undefined;
}

/**
 * One page of a bucket, in UTF-8 order; a rolled-up prefix is skipped by binary search, so that the
 * effort is that of the page, not of the bucket. Source: S3 API Reference, "ListObjectsV2".
 */
export function listKeys(index: SortedKeys, query: ListingQuery): ListingPage {
  const { prefix, delimiter, maxKeys } = query;
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let next: ListingPosition | undefined;
  let key = firstKey(index, query);
  while (key?.startsWith(prefix) === true) {
    if (keys.length + commonPrefixes.length === maxKeys) {
      return { keys, commonPrefixes, next: maxKeys === 0 ? undefined : next };
    }
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end < 0) {
      keys.push(key);
      next = { after: key };
      key = index.after(key);
    } else {
      const commonPrefix = key.slice(0, end + delimiter.length);
      commonPrefixes.push(commonPrefix);
      next = { afterPrefix: commonPrefix };
      key = index.afterPrefix(commonPrefix);
    }
  }
  return { keys, commonPrefixes, next: undefined };
}

/** Where a listing begins. */
export function firstKey(
  index: SortedKeys,
  { prefix, from }: Pick<ListingQuery, 'prefix' | 'from'>,
): string | undefined {
  if (from && 'afterPrefix' in from) return index.afterPrefix(from.afterPrefix);
  if (from && compareUtf8(from.after, prefix) >= 0) return index.after(from.after);
  return index.atOrAfter(prefix);
}
