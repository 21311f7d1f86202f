import fc from 'fast-check';
import { pollIntervalSeconds } from '../../../domain/run/poll-interval';

/** Step Functions, "Execution quotas": an execution fails when its history gets one event more. */
const MOST_EVENTS = 25_000;
/** Wait 2, Task 5, Choice 2. */
const EVENTS_PER_POLL = 9;

test.each([
  { hours: 0.1, seconds: 1 },
  { hours: 0.5, seconds: 1 },
  { hours: 12, seconds: 20 },
  { hours: 24, seconds: 39 },
  { hours: 240, seconds: 389 },
])('$hours h: every $seconds s', ({ hours, seconds }) => {
  expect(pollIntervalSeconds(hours)).toBe(seconds);
});

test('the longest run fits in the history, with room for the other states and retries', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 240, noNaN: true }), (hours) => {
      const polls = Math.ceil((hours * 3600) / pollIntervalSeconds(hours));
      expect(polls * EVENTS_PER_POLL).toBeLessThanOrEqual(0.8 * MOST_EVENTS);
    }),
  );
});

test('waits whole seconds, at least one: the Wait state takes no fractions', () => {
  fc.assert(
    fc.property(fc.double({ min: Number.MIN_VALUE, max: 240, noNaN: true }), (hours) => {
      const seconds = pollIntervalSeconds(hours);
      expect(Number.isInteger(seconds)).toBe(true);
      expect(seconds).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('does not wait longer than the history needs: one second less would not fit', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 240, noNaN: true }), (hours) => {
      const seconds = pollIntervalSeconds(hours);
      const polls = seconds === 1 ? Infinity : (hours * 3600) / (seconds - 1);
      expect((Math.floor(polls) + 1) * EVENTS_PER_POLL).toBeGreaterThan(0.8 * MOST_EVENTS);
    }),
  );
});
