import { setMaxListeners } from 'node:events';

/**
 * Does `work` on every item, at most `limit` at a time, started in order; the results stand in the
 * items' order. After the first rejection nothing more is started and the signal of those that run
 * fires; rejects with the first one, once all have settled.
 * @param outer stops all when it fires
 */
export async function runConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  outer: AbortSignal,
  work: (item: Item, signal: AbortSignal, index: number) => Promise<Result>,
): Promise<Result[]> {
  const group = new AbortController();
  const signal = AbortSignal.any([outer, group.signal]);
  // One listener for each item that runs is meant, and no leak for Node to warn of.
  setMaxListeners(0, signal);
  const results: Result[] = [];
  const queue = items.entries();
  let failure: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    // The workers share one iterator, so each item is taken once.
    for (const [index, item] of queue) {
      try {
        results[index] = await work(item, signal, index);
      } catch (error) {
        failure ??= { error };
        group.abort();
      }
      if (failure) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(items.length, limit) }, worker));
  if (failure) throw failure.error;
  return results;
}
