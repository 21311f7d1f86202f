/** Epoch milliseconds as the query protocol writes a time; undefined leaves the element out. */
export function isoTime(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
