import fc from 'fast-check';
import { mergeByTime, pageBefore, pageFrom, parseToken } from '../../../local/logs/event-pages';

async function* stream<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
const items = fc.array(fc.integer(), { maxLength: 50 });
const limit = fc.integer({ min: 1, max: 10 });

test('pages forwards are the whole, in order', async () => {
  await fc.assert(
    fc.asyncProperty(items, limit, async (all, size) => {
      const read: number[] = [];
      for (let from = 0, atEnd = false; !atEnd;) {
        const page = await pageFrom(stream(all), from, size);
        read.push(...page.events);
        ({ next: from, atEnd } = page);
      }
      expect(read).toEqual(all);
    }),
  );
});

test('pages backwards are the whole, from its end', async () => {
  await fc.assert(
    fc.asyncProperty(items, limit, async (all, size) => {
      let read: number[] = [];
      for (let end = Infinity; end > 0;) {
        const page = await pageBefore(stream(all), end, size);
        read = [...page.events, ...read];
        end = page.first;
      }
      expect(read).toEqual(all);
    }),
  );
});

test('merged streams are in the order of time, with nothing lost', async () => {
  const sorted = fc.array(fc.nat(1000)).map((times) => times.sort((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(fc.array(sorted, { maxLength: 5 }), async (streams) => {
      const merged: number[] = [];
      const inputs = streams.map((times) => stream(times.map((timestamp) => ({ timestamp }))));
      for await (const { timestamp } of mergeByTime(inputs)) merged.push(timestamp);
      expect(merged).toEqual(streams.flat().sort((a, b) => a - b));
    }),
  );
});

test.each(['', 'x/1', 'f/', 'f/-1', 'b/1.5'])('%p is no token', (token) => {
  expect(() => parseToken(token)).toThrow('nextToken');
});
