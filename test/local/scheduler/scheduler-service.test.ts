import { createScheduler } from '../../../local/scheduler/scheduler-service';
import { ManualClock } from '../../support/manual-clock';
import { RecordingLog } from '../../support/recording-log';
import { START, settings } from './fixture';

/** A Scheduler whose target answers when the test says so. */
function startSlow() {
  const { promise: answered, resolve: answer } = withResolvers();
  const clock = new ManualClock(START);
  let calls = 0;
  const scheduler = createScheduler({
    region: 'us-east-1',
    accountId: '000000000000',
    clock,
    logSink: new RecordingLog(),
    sendToQueue: () => Promise.resolve(),
    invokeTarget: () => {
      calls += 1;
      return answered;
    },
  });
  return { scheduler, clock, answer, calls: () => calls };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

test.each(['idle', 'close'] as const)(
  '%s waits for a target that is being called',
  async (wait) => {
    const { scheduler, clock, answer, calls } = startSlow();
    scheduler.schedules.create({ name: 'nightly' }, settings('rate(1 day)'));
    let over = false;
    await clock.advance(0);
    expect(calls()).toBe(1);
    const waiting = scheduler[wait]().then(() => {
      over = true;
    });
    await clock.advance(0);
    expect(over).toBe(false);
    answer();
    await waiting;
    await scheduler.close();
  },
);

test('idle covers a schedule that is due but has not called yet', async () => {
  const { scheduler, clock, answer, calls } = startSlow();
  scheduler.schedules.create({ name: 'nightly' }, settings('rate(1 day)'));
  let over = false;
  const waiting = scheduler.idle().then(() => {
    over = true;
  });
  await clock.advance(0);
  await clock.advance(0);
  expect([calls(), over]).toEqual([1, false]);
  answer();
  await waiting;
  await scheduler.close();
});

test('idle does not wait for the next occurrence; close cancels it', async () => {
  const { scheduler, clock, calls } = startSlow();
  scheduler.schedules.create({ name: 'nightly' }, settings('cron(0 12 * * ? *)'));
  await scheduler.idle();
  await scheduler.close();
  expect(clock.sleepers).toBe(0);
  await clock.advance(48 * 3_600_000);
  expect(calls()).toBe(0);
});
