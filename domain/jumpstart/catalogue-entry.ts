/** An entry that the catalogue itself names; missing, the catalogue contradicts itself. */
export function entry<T>(table: Readonly<Record<string, T>>, key: string): T {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  if (value === undefined) throw new RangeError(`The catalogue has no entry '${key}'`);
  return value;
}
