import { MINUTE, type SchedulerFixture, settings, startScheduler } from './fixture';

const id = { name: 'nightly' };
const HOUR = 60 * MINUTE;
let fixture: SchedulerFixture;

beforeEach(() => {
  fixture = startScheduler();
});
afterEach(() => fixture.scheduler.close());

describe('firing', () => {
  test('a rate occurs when it is made, and then without drift', async () => {
    fixture.scheduler.schedules.create(id, settings('rate(15 minutes)'));
    await fixture.clock.advance(31 * MINUTE);
    expect(fixture.times()).toEqual(['10:00:00', '10:15:00', '10:30:00']);
  });

  test('a rate with a start date occurs at it first', async () => {
    const StartDate = '2026-11-24T10:20:30Z';
    fixture.scheduler.schedules.create(id, settings('rate(15 minutes)', { StartDate }));
    await fixture.clock.advance(40 * MINUTE);
    expect(fixture.times()).toEqual(['10:20:30', '10:35:30']);
  });

  test('a cron waits for its first time', async () => {
    fixture.scheduler.schedules.create(id, settings('cron(0/20 11 * * ? *)'));
    await fixture.clock.advance(2 * HOUR);
    expect(fixture.times()).toEqual(['11:00:00', '11:20:00', '11:40:00']);
  });

  test('the next firing does not wait for one that is tried again', async () => {
    fixture.failures.push(new Error('busy'), new Error('busy'));
    fixture.scheduler.schedules.create(id, settings('rate(1 minute)'));
    await fixture.clock.advance(MINUTE);
    expect(fixture.times()).toEqual(['10:00:00', '10:00:01', '10:00:03', '10:01:00']);
  });

  test('a schedule may be farther away than the longest timer, 24.8 days', async () => {
    fixture.scheduler.schedules.create(id, settings('at(2026-12-20T12:00:00)'));
    await fixture.clock.advance(26 * 24 * HOUR);
    expect(fixture.delivered).toEqual([]);
    await fixture.clock.advance(3 * HOUR);
    expect(fixture.delivered).toMatchObject([{ at: '2026-12-20T12:00:00.000Z' }]);
    expect(fixture.clock.sleepers).toBe(0);
  });

  test('a time that has passed does not occur', async () => {
    fixture.scheduler.schedules.create(id, settings('at(2026-11-24T09:59:59)'));
    await fixture.clock.advance(48 * HOUR);
    expect(fixture.delivered).toEqual([]);
  });

  test('a flexible window delays by its share of chance; the scheduled time stays', async () => {
    fixture = startScheduler(() => 0.5);
    const Input = '{"time": "<aws.scheduler.scheduled-time>"}';
    fixture.scheduler.schedules.create(
      id,
      settings('cron(0 11 * * ? *)', {
        FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 30 },
        target: { Input },
      }),
    );
    await fixture.clock.advance(2 * HOUR);
    expect(fixture.delivered).toMatchObject([
      { at: '2026-11-24T11:15:00.000Z', input: { time: '2026-11-24T11:00:00Z' } },
    ]);
  });
});

describe('update', () => {
  test('a plan that stays is neither missed nor taken twice', async () => {
    const { schedules } = fixture.scheduler;
    schedules.create(id, settings('rate(10 minutes)'));
    await fixture.clock.advance(10 * MINUTE);
    schedules.update(id, settings('rate(10 minutes)', { target: { Input: '{"now": "other"}' } }));
    await fixture.clock.advance(15 * MINUTE);
    expect(fixture.times()).toEqual(['10:00:00', '10:10:00', '10:20:00']);
    expect(fixture.delivered.map(({ input }) => input)).toEqual([{}, {}, { now: 'other' }]);
  });

  test('a firing in its window goes on, with the new settings', async () => {
    fixture = startScheduler(() => 0.5);
    const { schedules } = fixture.scheduler;
    const flexible = { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 10 } };
    schedules.create(id, settings('cron(0 11 * * ? *)', flexible));
    await fixture.clock.advance(61 * MINUTE);
    schedules.update(id, settings('cron(0 11 * * ? *)', { target: { Input: '{"now": 1}' } }));
    await fixture.clock.advance(HOUR);
    expect(fixture.delivered).toMatchObject([
      { at: '2026-11-24T11:05:00.000Z', input: { now: 1 } },
    ]);
  });

  test('a new plan begins after the update', async () => {
    const { schedules } = fixture.scheduler;
    schedules.create(id, settings('rate(1 hour)'));
    await fixture.clock.advance(MINUTE);
    schedules.update(id, settings('rate(5 minutes)'));
    await fixture.clock.advance(10 * MINUTE);
    schedules.update(id, settings('cron(30 * * * ? *)'));
    await fixture.clock.advance(HOUR);
    expect(fixture.times()).toEqual(['10:00:00', '10:06:00', '10:11:00', '10:30:00']);
  });

  test('an expression that is refused changes nothing', async () => {
    const { schedules } = fixture.scheduler;
    schedules.create(id, settings('rate(10 minutes)'));
    expect(() => schedules.update(id, settings('rate(0 minutes)'))).toThrow('positive');
    await fixture.clock.advance(10 * MINUTE);
    expect(fixture.times()).toEqual(['10:00:00', '10:10:00']);
    expect(schedules.get(id).settings.ScheduleExpression).toBe('rate(10 minutes)');
  });
});

describe('disable and delete', () => {
  const DISABLED = { State: 'DISABLED' };

  test('a disabled schedule is silent; enabled again, it goes on in its rhythm', async () => {
    const { schedules } = fixture.scheduler;
    schedules.create(id, settings('rate(10 minutes)'));
    await fixture.clock.advance(5 * MINUTE);
    schedules.update(id, settings('rate(10 minutes)', DISABLED));
    await fixture.clock.advance(30 * MINUTE);
    expect(fixture.clock.sleepers).toBe(0);
    schedules.update(id, settings('rate(10 minutes)'));
    await fixture.clock.advance(10 * MINUTE);
    expect(fixture.times()).toEqual(['10:00:00', '10:40:00']);
  });

  test.each([
    [
      'deleted',
      (): void => {
        fixture.scheduler.schedules.delete(id);
      },
    ],
    [
      'disabled',
      (): void => {
        fixture.scheduler.schedules.update(id, settings('rate(1 hour)', DISABLED));
      },
    ],
  ])('a %s schedule makes no further attempt', async (_, stop) => {
    fixture.failures.push(new Error('busy'), new Error('busy'));
    fixture.scheduler.schedules.create(id, settings('rate(1 hour)'));
    await fixture.clock.advance(2_000);
    expect(fixture.times()).toEqual(['10:00:00', '10:00:01']);
    stop();
    await fixture.clock.advance(3 * HOUR);
    expect(fixture.delivered).toHaveLength(2);
    expect(fixture.deadLetters).toEqual([]);
    expect(fixture.clock.sleepers).toBe(0);
  });

  test('made disabled, it does not occur', async () => {
    fixture.scheduler.schedules.create(id, settings('rate(1 minute)', DISABLED));
    await fixture.clock.advance(HOUR);
    expect(fixture.delivered).toEqual([]);
  });
});

describe('ActionAfterCompletion', () => {
  const DELETE = { ActionAfterCompletion: 'DELETE' };

  test('DELETE removes a one-time schedule when its firing is over', async () => {
    fixture.failures.push(new Error('busy'));
    const { schedules } = fixture.scheduler;
    schedules.create(id, settings('at(2026-11-24T10:01:00)', DELETE));
    await fixture.clock.advance(MINUTE);
    expect(schedules.list()).toHaveLength(1);
    await fixture.clock.advance(MINUTE);
    expect(fixture.times()).toEqual(['10:01:00', '10:01:01']);
    expect(schedules.list()).toEqual([]);
  });

  test('DELETE removes a rate after its end date', async () => {
    const EndDate = '2026-11-24T10:02:00Z';
    fixture.scheduler.schedules.create(id, settings('rate(1 minute)', { ...DELETE, EndDate }));
    await fixture.clock.advance(5 * MINUTE);
    expect(fixture.times()).toEqual(['10:00:00', '10:01:00', '10:02:00']);
    expect(fixture.scheduler.schedules.list()).toEqual([]);
  });

  test('NONE keeps it', async () => {
    fixture.scheduler.schedules.create(id, settings('at(2026-11-24T10:01:00)'));
    await fixture.clock.advance(5 * MINUTE);
    expect(fixture.scheduler.schedules.list()).toHaveLength(1);
  });
});
