import { SerialQueue } from '../../../local/elsewhere/serial-queue';

test('one task after the other, in their order; one that fails holds up no other', async () => {
  const done: number[] = [];
  const lost: unknown[] = [];
  const queue = new SerialQueue((error) => lost.push(error));
  const failure = new Error('refused');
  for (let at = 0; at < 5; at += 1) {
    queue.add(async () => {
      for (let turn = 0; turn < 5 - at; turn += 1) await Promise.resolve();
      if (at === 2) throw failure;
      done.push(at);
    });
  }
  await queue.settled();
  expect(done).toEqual([0, 1, 3, 4]);
  expect(lost).toEqual([failure]);
});

test('a full queue takes no more, until a task has ended', async () => {
  const lost: string[] = [];
  const queue = new SerialQueue((error) => lost.push(String(error)), {
    mostWaiting: 2,
    closeMs: 1000,
  });
  let end: () => void = () => undefined;
  const first = (): Promise<void> => new Promise((resolve) => (end = resolve));
  const next = async (): Promise<void> => undefined;
  expect([queue.add(first), queue.add(next), queue.add(next)]).toEqual([true, true, false]);
  expect(lost).toEqual(['Error: 2 are waiting already']);
  await Promise.resolve();
  end();
  await queue.settled();
  expect(queue.add(next)).toBe(true);
});

test('its end waits for what is under way, and not for ever', async () => {
  const lost: string[] = [];
  const queue = new SerialQueue((error) => lost.push(String(error)), {
    mostWaiting: 2,
    closeMs: 10,
  });
  queue.add(() => new Promise(() => undefined));
  await queue.close();
  expect(lost).toEqual(['Error: not done 10 ms after the end']);
});
