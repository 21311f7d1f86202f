import { Interrupted } from '../../../../local/stepfunctions/interpreter/errors';
import {
  interruptible,
  sleepUntil,
  withTimeout,
} from '../../../../local/stepfunctions/interpreter/waiting';
import { ManualClock } from '../../../support/manual-clock';

const never = new Promise<string>(() => undefined);
const late = (): Error => new Error('late');

it('sleeps longer than one timer can', async () => {
  const clock = new ManualClock(0);
  const year = 365 * 86_400_000;
  await clock.runUntil(sleepUntil(clock, year, new AbortController().signal));
  expect(clock.now()).toBe(year);
});

it('does not sleep for a time that has passed', async () => {
  const clock = new ManualClock(1000);
  await sleepUntil(clock, 999, new AbortController().signal);
  expect(clock.now()).toBe(1000);
});

it('wakes by an interruption', async () => {
  const stopping = new AbortController();
  const sleep = sleepUntil(new ManualClock(0), 1000, stopping.signal);
  stopping.abort();
  await expect(sleep).rejects.toThrow(Interrupted);
});

it('leaves work behind by an interruption, before or after it', async () => {
  const stopping = new AbortController();
  const work = interruptible(never, stopping.signal);
  stopping.abort();
  await expect(work).rejects.toThrow(Interrupted);
  await expect(interruptible(never, stopping.signal)).rejects.toThrow(Interrupted);
});

it('gives the result of work in time, and leaves no timer', async () => {
  const clock = new ManualClock();
  expect(await withTimeout(Promise.resolve('done'), clock, 1000, late)).toBe('done');
  expect(clock.sleepers).toBe(0);
});

it('gives the error of work in time', async () => {
  const clock = new ManualClock();
  const work = Promise.reject(new Error('broken'));
  await expect(withTimeout(work, clock, 1000, late)).rejects.toThrow('broken');
});

it('gives up when the time is over', async () => {
  const clock = new ManualClock(0);
  await expect(clock.runUntil(withTimeout(never, clock, 1000, late))).rejects.toThrow('late');
  expect(clock.now()).toBe(1000);
});
