import { type Slots } from './slots';

/**
 * Works on items at the same time and yields the results in the order of the items.
 * An item is read only when a slot is free, so that a slow worker holds the reader back, and at most `window`
 * results wait for a slower one before them. After an error no further item is read; work in flight is awaited.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  slots: Slots,
  window: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const iterator = items[Symbol.asyncIterator]();
  const pending: Promise<Result>[] = [];
  try {
    for (;;) {
      const oldest = pending.length >= window ? pending.shift() : undefined;
      if (oldest) yield await oldest;
      const release = await slots.acquire();
      const next = await nextOrRelease(iterator, release);
      if (next.done) break;
      const result = work(next.value).finally(release);
      // Awaited below, perhaps after another one has failed: until then the rejection is not unhandled.
      result.catch(() => undefined);
      pending.push(result);
    }
    for (let oldest = pending.shift(); oldest; oldest = pending.shift()) yield await oldest;
  } finally {
    await Promise.allSettled(pending);
    await iterator.return?.();
  }
}

async function nextOrRelease<Item>(
  iterator: AsyncIterator<Item>,
  release: () => void,
): Promise<IteratorResult<Item>> {
  try {
    const next = await iterator.next();
    if (next.done) release();
    return next;
  } catch (error) {
    release();
    throw error;
  }
}
