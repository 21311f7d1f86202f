export type PlainObject = Readonly<Record<string, unknown>>;

/**
 * `overlay` over `base`: objects merge, everything else (lists too) is replaced whole.
 *
 * @param whole names of objects that are replaced whole as well, as they are one value
 */
export function mergeDeep(
  base: PlainObject,
  overlay: PlainObject,
  whole: readonly string[] = [],
): PlainObject {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    const below = merged[key];
    const mergeable = isPlainObject(below) && isPlainObject(value) && !whole.includes(key);
    merged[key] = mergeable ? mergeDeep(below, value, whole) : value;
  }
  return merged;
}

export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
