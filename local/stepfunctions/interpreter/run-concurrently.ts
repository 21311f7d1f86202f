import { setMaxListeners } from 'node:events';

/** How many run at a time, where that may change while they run. */
export interface Limit {
  readonly current: number;
  /** Called with what is to be done when `current` has changed. */
  onChange(changed: () => void): void;
}

/**
 * Does `work` on every item, at most `limit` at a time, started in order; the results stand in the
 * items' order. After the first rejection nothing more is started and the signal of those that run
 * fires; rejects with the first one, once all have settled.
 * @param outer stops all when it fires
 */
export async function runConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number | Limit,
  outer: AbortSignal,
  work: (item: Item, signal: AbortSignal, index: number) => Promise<Result>,
): Promise<Result[]> {
  const group = new AbortController();
  const signal = AbortSignal.any([outer, group.signal]);
  // One listener for each item that runs is meant, and no leak for Node to warn of.
  setMaxListeners(0, signal);
  const results: Result[] = [];
  const queue = items.entries();
  const most = (): number => (typeof limit === 'number' ? limit : limit.current);
  let failure: { readonly error: unknown } | undefined;
  let workers = 0;
  const worker = async (): Promise<void> => {
    // The workers share one iterator, so each item is taken once.
    for (const [index, item] of queue) {
      try {
        results[index] = await work(item, signal, index);
      } catch (error) {
        failure ??= { error };
        group.abort();
      }
      if (failure || workers > most()) return;
    }
  };
  await new Promise<void>((resolve) => {
    const hire = (): void => {
      // Beyond the number of items a worker would only find the queue empty.
      const wanted = failure ? 0 : Math.min(items.length, most());
      while (workers < wanted) {
        workers += 1;
        void worker().then(() => {
          workers -= 1;
          if (workers === 0) resolve();
        });
      }
      if (workers === 0) resolve();
    };
    if (typeof limit !== 'number') limit.onChange(hire);
    hire();
  });
  if (failure) throw failure.error;
  return results;
}
