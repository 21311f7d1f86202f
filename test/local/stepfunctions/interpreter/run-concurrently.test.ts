import fc from 'fast-check';
import { runConcurrently } from '../../../../local/stepfunctions/interpreter/run-concurrently';

const open = new AbortController().signal;

it('keeps to the limit and to the order, whatever the items take', async () => {
  const delays = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(delays, fc.integer({ min: 1, max: 5 }), async (turns, limit) => {
      let running = 0;
      let most = 0;
      const started: number[] = [];
      const results = await runConcurrently(turns, limit, open, async (count, _, index) => {
        started.push(index);
        most = Math.max(most, ++running);
        for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
        running -= 1;
        return index;
      });
      expect(results).toEqual(turns.map((_, index) => index));
      expect(started).toEqual(results);
      expect(most).toBe(Math.min(limit, turns.length));
    }),
  );
});

it('starts nothing after a failure, interrupts the others and rejects when they have ended', async () => {
  const log: string[] = [];
  const work = runConcurrently(['slow', 'bad', 'never started'], 2, open, (item, signal) => {
    log.push(item);
    if (item === 'bad') return Promise.reject(new Error('bad'));
    return new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        log.push('interrupted');
        resolve();
      });
    });
  });
  await expect(work).rejects.toThrow('bad');
  expect(log).toEqual(['slow', 'bad', 'interrupted']);
});
