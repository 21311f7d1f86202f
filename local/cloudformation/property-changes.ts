import { isDeepStrictEqual } from 'node:util';
import { isObject } from './intrinsic-input';

/** Names of the top-level properties that differ. */
export function changedProperties(before: unknown, after: unknown): string[] {
  const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].filter((name) => !isDeepStrictEqual(old[name], now[name]));
}
