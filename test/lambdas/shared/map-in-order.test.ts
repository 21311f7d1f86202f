import { setImmediate as macrotask } from 'node:timers/promises';
import { mapInOrder } from '../../../lambdas/shared/map-in-order';

test('keeps the order, whichever call ends first, and the limit', async () => {
  let underWay = 0;
  let most = 0;
  const results = await mapInOrder([5, 1, 3, 0, 2], 3, async (turns) => {
    most = Math.max(most, ++underWay);
    for (let turn = 0; turn < turns; turn++) await macrotask();
    underWay--;
    return turns * 10;
  });
  expect(results).toEqual([50, 10, 30, 0, 20]);
  expect(most).toBe(3);
});

test('nothing to do is done', async () => {
  expect(await mapInOrder([], 3, (item) => Promise.resolve(item))).toEqual([]);
});

test('rejects as the first failing call does', async () => {
  const failing = mapInOrder([1, 2], 1, (item) => Promise.reject(new Error(`item ${item}`)));
  await expect(failing).rejects.toThrow('item 1');
});
