import { ConcurrencyGate } from '../../../domain/realtime/concurrency-gate';

/** Work that is done when it is told so. */
function heldWork(gate: ConcurrencyGate, names: readonly string[]) {
  const begun: string[] = [];
  const finish = new Map<string, () => void>();
  const done = names.map((name) =>
    gate.run(async () => {
      begun.push(name);
      await new Promise<void>((resolve) => finish.set(name, resolve));
      return name;
    }),
  );
  const end = async (name: string): Promise<void> => {
    finish.get(name)?.();
    await new Promise(setImmediate);
  };
  return { begun, end, done: Promise.all(done) };
}

test('work begins in its order, never more at a time than the limit', async () => {
  const { begun, end, done } = heldWork(new ConcurrencyGate(2), ['a', 'b', 'c', 'd']);
  await end('none');
  expect(begun).toEqual(['a', 'b']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  await end('a');
  await end('c');
  await end('d');
  expect(await done).toEqual(['a', 'b', 'c', 'd']);
});

test('work that fails makes room, and so does the last one', async () => {
  const gate = new ConcurrencyGate(1);
  await expect(gate.run(() => Promise.reject(new Error('odd')))).rejects.toThrow('odd');
  expect(await gate.run(() => Promise.resolve('next'))).toBe('next');
});
