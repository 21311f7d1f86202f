import { backoff } from '../../../domain/realtime/backoff';
import { DEFAULT_TRIES } from '../../../domain/realtime/default-limits';

test('the bound of a wait doubles from 0.2 s to 20 s', () => {
  const bounds = [1, 2, 3, 7, 8, 100].map((tries) => backoff(tries, () => 1));
  expect(bounds).toEqual([200, 400, 800, 12_800, 20_000, 20_000]);
});

test('a wait is anything from nothing to its bound', () => {
  expect([0, 0.25, 0.5].map((part) => backoff(3, () => part))).toEqual([0, 200, 400]);
});

test('between the tries of a request lie 105 s at most', () => {
  const waits = Array.from({ length: DEFAULT_TRIES - 1 }, (_, wait) => backoff(wait + 1, () => 1));
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(105_400);
});
