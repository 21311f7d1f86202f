import { sleepUntil } from '../../../local/scheduler/sleep-until';
import { ManualClock } from '../../support/manual-clock';

const HOUR = 3_600_000;
const { signal } = new AbortController();

/** A clock that takes down how long it was asked to sleep. */
class RecordingClock extends ManualClock {
  readonly asked: number[] = [];

  override sleep(milliseconds: number, abort?: AbortSignal): Promise<void> {
    this.asked.push(milliseconds);
    return super.sleep(milliseconds, abort);
  }
}

test('a time that has come needs no sleep', async () => {
  const clock = new RecordingClock(HOUR);
  await sleepUntil(HOUR, clock, signal);
  expect(clock.asked).toEqual([]);
});

test('a long wait is made of short sleeps and ends on time', async () => {
  const clock = new RecordingClock(0);
  await clock.runUntil(sleepUntil(HOUR + 1, clock, signal));
  expect(clock.now()).toBe(HOUR + 1);
  expect(clock.asked).toHaveLength(61);
  expect(Math.max(...clock.asked)).toBe(60_000);
});

test('a sleep that ends early goes on', async () => {
  let now = 0;
  const asked: number[] = [];
  const early = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      asked.push(milliseconds);
      now += Math.max(1, milliseconds - 1);
    },
  };
  await sleepUntil(100, early, signal);
  expect(asked).toEqual([100, 1]);
});

test('it can be aborted', async () => {
  const clock = new ManualClock(0);
  const stop = new AbortController();
  const sleeping = sleepUntil(HOUR, clock, stop.signal);
  stop.abort(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
  expect(clock.sleepers).toBe(0);
});
