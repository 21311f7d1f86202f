import { figuresOf } from '../../../cli/bench-endpoint/figures';
import { figuresTable } from '../../../cli/bench-endpoint/figures-table';

const setting = { batchSize: 4, concurrency: 2 };
const samples = {
  latencies: [30, 10, 20],
  texts: 12,
  failures: { Throttled: 2 },
  milliseconds: 2000,
};
const none = { latencies: [], texts: 0, failures: { TimedOut: 1 }, milliseconds: 5 };

test('percentiles of unsorted latencies, a rate over the whole time, failures among the requests', () => {
  expect(figuresOf(setting, samples, 3.6)).toEqual({
    ...setting,
    requests: 5,
    failures: { Throttled: 2 },
    recordsPerSecond: 6,
    latency: { p50: 20, p95: 30, p99: 30 },
    // 0.001 USD a second / 6 records a second x 1,000
    usdPer1000Records: expect.closeTo(0.16667, 5) as number,
  });
});

test('nothing answered: no latency and no cost', () => {
  const figures = figuresOf(setting, none, 3.6);
  expect(figures).toMatchObject({ recordsPerSecond: 0, latency: null, usdPer1000Records: null });
});

test('no time has passed by the clock: no rate', () => {
  const figures = figuresOf(setting, { ...samples, milliseconds: 0 }, 3.6);
  expect(figures).toMatchObject({ recordsPerSecond: 0, usdPer1000Records: null });
});

test('the table names failures, and has costs only where there are prices', () => {
  const priced = figuresTable([figuresOf(setting, samples, 3.6), figuresOf(setting, none, 3.6)]);
  expect(priced).toMatch(/│ +2 │ +4 │ +5 │ +2 Throttled │ +6\.0 │ +20 │ +30 │ +30 │ +0\.167 │/);
  expect(priced).toMatch(/1 TimedOut │ +0\.0 │ +- │ +- │ +- │ +- │/);
  expect(figuresTable([figuresOf(setting, samples, null)])).not.toContain('USD');
});
