/** Runs all; when one rejects, the others are told to stop, awaited, and the first error is thrown. */
export async function allOrFirstError<Item, Result>(
  outer: AbortSignal,
  items: readonly Item[],
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const failed = new AbortController();
  const signal = AbortSignal.any([outer, failed.signal]);
  const started = items.map(async (item) => {
    try {
      return await work(item, signal);
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  });
  await Promise.allSettled(started);
  outer.throwIfAborted();
  failed.signal.throwIfAborted();
  return Promise.all(started);
}
