import { settingsOf } from '../../../cli/bench-endpoint/setting';
import { sweep } from '../../../cli/bench-endpoint/sweep';
import { timedEndpoint } from './timed-endpoint';

const TEXTS = ['a', 'b', 'c'];

test('settings go by concurrency, then by batch size', () => {
  expect(settingsOf([1, 8], [1, 2])).toEqual([
    { batchSize: 1, concurrency: 1 },
    { batchSize: 8, concurrency: 1 },
    { batchSize: 1, concurrency: 2 },
    { batchSize: 8, concurrency: 2 },
  ]);
});

async function run(
  settings: ReturnType<typeof settingsOf>,
  milliseconds: number,
  requests: number,
) {
  const { clock, requests: seen, target } = timedEndpoint(TEXTS);
  const told: number[] = [];
  const options = { settings, budget: { milliseconds, requests }, usdPerHour: 3.6 };
  const onFigures = (_: unknown, index: number): void => void told.push(index);
  const figures = await clock.finish(sweep({ ...options, onFigures }, target));
  return { figures, seen, told, end: clock.now() };
}

test('each setting gets its share of the requests; the warm-up is apart from all figures', async () => {
  const { figures, seen, told } = await run(settingsOf([1, 2], [1]), Infinity, 40);
  // 40 / 20 = 2, then 38 / 20 = 1 for the warm-up; 37 / 2 = 18, and what is left.
  expect(seen).toHaveLength(40);
  expect(seen.slice(0, 3).map(({ batch_size }) => batch_size)).toEqual([1, 1, 2]);
  expect(figures.map(({ requests }) => requests)).toEqual([18, 19]);
  expect(told).toEqual([0, 1]);
});

test('figures are those of the setting', async () => {
  const [first] = (await run(settingsOf([2], [1]), Infinity, 40)).figures;
  expect(first).toMatchObject({
    batchSize: 2,
    concurrency: 1,
    failures: {},
    latency: { p50: 120, p95: 120, p99: 120 },
  });
  // 2 texts in 120 ms; 3.6 USD an hour are 0.001 USD a second, in which 16.67 are answered.
  expect(first?.recordsPerSecond).toBeCloseTo(16.667, 3);
  expect(first?.usdPer1000Records).toBeCloseTo(0.06, 6);
});

test('time is shared too: all settings are measured, and the end comes in time', async () => {
  const { figures, end } = await run(settingsOf([1, 2, 4], [1, 2]), 12_000, 1_000_000);
  expect(figures).toHaveLength(6);
  for (const { requests } of figures) expect(requests).toBeGreaterThanOrEqual(12);
  // The last request may begin just before the end: 100 ms and 4 texts of 10 ms.
  expect(end).toBeLessThanOrEqual(12_140);
});

test('limits too narrow for all: what could not be asked has no latency', async () => {
  const { figures, seen } = await run(settingsOf([1, 2, 4], [1]), Infinity, 2);
  expect(seen).toHaveLength(2);
  expect(figures.filter(({ latency }) => latency === null)).toHaveLength(1);
});
