import fc from 'fast-check';
import { inOrder } from '../../../local/sagemaker/in-order';
import { Slots } from '../../../local/sagemaker/slots';
import { collect } from './bytes';

async function* upTo(count: number, onRead?: (item: number) => void): AsyncGenerator<number> {
  for (let item = 0; item < count; item += 1) {
    onRead?.(item);
    yield item;
  }
}

test('results come in the order of the items whatever the order of the ends, within the window', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.nat(20),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(3),
      async (scheduler, count, width, spare) => {
        let inside = 0;
        let peak = 0;
        const results = collect(
          inOrder(upTo(count), new Slots(width + spare), width, async (item) => {
            inside += 1;
            peak = Math.max(peak, inside);
            await scheduler.schedule(Promise.resolve());
            inside -= 1;
            return item;
          }),
        );
        expect(await scheduler.waitFor(results)).toEqual(
          Array.from({ length: count }, (_, i) => i),
        );
        expect(peak).toBeLessThanOrEqual(width);
        expect(peak).toBe(Math.min(width, count));
      },
    ),
  );
});

test('a failed item ends the reading, and the work in flight is awaited', async () => {
  const read: number[] = [];
  let finished = 0;
  const results = inOrder(
    upTo(100, (item) => read.push(item)),
    new Slots(3),
    3,
    async (item) => {
      await Promise.resolve();
      if (item === 4) throw new Error('item 4');
      finished += 1;
      return item;
    },
  );
  await expect(collect(results)).rejects.toThrow('item 4');
  expect(read.length).toBeLessThanOrEqual(8);
  expect(finished).toBe(read.length - 1);
});

test('a failing reader gives its slot back', async () => {
  const slots = new Slots(1);
  async function* broken(): AsyncGenerator<number> {
    yield 1;
    throw new Error('disk');
  }
  await expect(collect(inOrder(broken(), slots, 1, async (item) => item))).rejects.toThrow('disk');
  const release = await slots.acquire();
  release();
  release();
  await slots.acquire();
  let isSecondIn = false;
  void slots.acquire().then(() => (isSecondIn = true));
  await new Promise(setImmediate);
  expect(isSecondIn).toBe(false);
});
