import { type SortedKeys } from './key-index';
import { firstKey, type ListingPosition } from './listing';

export interface VersionQuery {
  readonly prefix: string;
  /** Keys that share a beginning up to the delimiter are rolled up; empty: none. */
  readonly delimiter: string;
  /** Only keys after it; of the key itself the versions after `versionIdMarker`, if one is given. */
  readonly from: ListingPosition;
  readonly versionIdMarker?: string | undefined;
  /** Versions, delete markers and prefixes together. */
  readonly maxKeys: number;
}

export interface ListedVersion {
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
}

export interface VersionPage {
  readonly versions: readonly ListedVersion[];
  readonly commonPrefixes: readonly string[];
  /** The page's last entry when there are more; a rolled-up prefix has no version. */
  readonly next: { readonly keyMarker: string; readonly versionIdMarker?: string } | undefined;
}

/**
 * One page of all versions: keys in UTF-8 order, of each the newest version first.
 * Source: S3 API Reference, "ListObjectVersions".
 */
export function listVersions(
  keys: SortedKeys,
  versionIds: (key: string) => readonly string[],
  query: VersionQuery,
): VersionPage {
  const versions: ListedVersion[] = [];
  const commonPrefixes: string[] = [];
  if (query.maxKeys === 0) return { versions, commonPrefixes, next: undefined };
  let next: VersionPage['next'];
  for (const entry of entries(keys, versionIds, query)) {
    if (versions.length + commonPrefixes.length === query.maxKeys) {
      return { versions, commonPrefixes, next };
    }
    if ('commonPrefix' in entry) {
      commonPrefixes.push(entry.commonPrefix);
      next = { keyMarker: entry.commonPrefix };
    } else {
      versions.push(entry);
      next = { keyMarker: entry.key, versionIdMarker: entry.versionId };
    }
  }
  return { versions, commonPrefixes, next: undefined };
}

function* entries(
  keys: SortedKeys,
  versionIds: (key: string) => readonly string[],
  query: VersionQuery,
): Generator<ListedVersion | { readonly commonPrefix: string }> {
  const { prefix, delimiter, from, versionIdMarker } = query;
  let skipThrough: string | undefined;
  let key = firstKey(keys, query);
  if (versionIdMarker !== undefined && 'after' in from && from.after.startsWith(prefix)) {
    key = keys.atOrAfter(from.after);
    if (key === from.after) skipThrough = versionIdMarker;
  }
  while (key?.startsWith(prefix) === true) {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) {
      const commonPrefix = key.slice(0, end + delimiter.length);
      yield { commonPrefix };
      key = keys.afterPrefix(commonPrefix);
      continue;
    }
    const ids = versionIds(key);
    // A marker that was deleted since: all that is left of the key, so that nothing is passed over.
    const first = skipThrough === undefined ? 0 : ids.indexOf(skipThrough) + 1;
    for (const [at, versionId] of ids.entries()) {
      if (at >= first) yield { key, versionId, isLatest: at === 0 };
    }
    skipThrough = undefined;
    key = keys.after(key);
  }
}
