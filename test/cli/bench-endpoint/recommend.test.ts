import { type Figures } from '../../../cli/bench-endpoint/figures';
import { recommend } from '../../../cli/bench-endpoint/recommend';

const figures = (batchSize: number, recordsPerSecond: number, p95: number): Figures => ({
  batchSize,
  concurrency: 1,
  requests: 10,
  failures: {},
  recordsPerSecond,
  latency: { p50: p95 / 2, p95, p99: p95 },
  usdPer1000Records: null,
});
const one = figures(1, 10, 100);
const four = figures(4, 30, 200);
const sixteen = figures(16, 50, 500);

test('the most records a second within the target, which itself is within', () => {
  expect(recommend([one, four, sixteen], 200)).toEqual({
    setting: four,
    reason:
      'Most records a second with p95 of at most 200 ms: batch size 4, concurrency 1 (30.0 records/s, p95 200 ms).',
  });
});

test('without a target: the most of all', () => {
  expect(recommend([one, sixteen, four]).setting).toBe(sixteen);
});

test('none meets the target: the nearest is named, not recommended', () => {
  expect(recommend([sixteen, one], 50)).toEqual({
    setting: null,
    reason:
      'No setting meets p95 of at most 50 ms. Nearest: batch size 1, concurrency 1 (10.0 records/s, p95 100 ms).',
  });
});

test('a setting with failed requests is not recommended', () => {
  const failing = { ...sixteen, failures: { Throttled: 1 } };
  expect(recommend([four, failing]).setting).toBe(four);
  expect(recommend([failing, { ...one, latency: null }])).toEqual({
    setting: null,
    reason: 'No setting: none was answered without failed requests.',
  });
});
