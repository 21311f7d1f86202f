import fc from 'fast-check';
import { parseExpression } from '../../../local/scheduler/expression';
import { type Timing, nextOccurrence } from '../../../local/scheduler/occurrences';
import { TimeZone } from '../../../local/scheduler/time-zone';

const utc = (text: string): number => Date.parse(`${text}Z`);
const written = (time: number): string => new Date(time).toISOString().slice(0, 19);

function timing(expression: string, zone = 'UTC', rest: Partial<Timing> = {}): Timing {
  return { expression: parseExpression(expression, zone), anchor: 0, ...rest };
}

function occurrences(of: Timing, after: string, count: number): string[] {
  const found: string[] = [];
  for (let time = nextOccurrence(of, utc(after)); time !== undefined && found.length < count;) {
    found.push(written(time));
    time = nextOccurrence(of, time);
  }
  return found;
}

describe('cron', () => {
  test.each([
    ['0 12 * * ? *', '2026-11-24T11:59:59', ['2026-11-24T12:00:00', '2026-11-25T12:00:00']],
    // A time itself is past.
    ['0 12 * * ? *', '2026-11-24T12:00:00', ['2026-11-25T12:00:00']],
    [
      '0/25 9 * * ? *',
      '2026-11-24T09:00:00',
      ['2026-11-24T09:25:00', '2026-11-24T09:50:00', '2026-11-25T09:00:00'],
    ],
    // Leap days; 2100 has none.
    ['0 0 29 2 ? *', '2026-01-01T00:00:00', ['2028-02-29T00:00:00', '2032-02-29T00:00:00']],
    ['0 0 29 2 ? *', '2096-03-01T00:00:00', ['2104-02-29T00:00:00']],
    ['0 0 L * ? *', '2028-01-31T00:00:00', ['2028-02-29T00:00:00', '2028-03-31T00:00:00']],
    // 2026-08-15 is a Saturday, 2026-11-15 a Sunday; 2026-08-01 is a Saturday: not the 31st of July.
    ['0 0 15W 8,11 ? *', '2026-01-01T00:00:00', ['2026-08-14T00:00:00', '2026-11-16T00:00:00']],
    ['0 0 1W 8 ? *', '2026-01-01T00:00:00', ['2026-08-03T00:00:00']],
    // The second Tuesday, the last Friday, the fifth Saturday; SUN is 1.
    ['0 0 ? * 3#2 *', '2026-11-01T00:00:00', ['2026-11-10T00:00:00', '2026-12-08T00:00:00']],
    ['15 10 ? * 6L *', '2026-11-01T00:00:00', ['2026-11-27T10:15:00', '2026-12-25T10:15:00']],
    ['0 0 ? * SAT#5 *', '2026-11-01T00:00:00', ['2027-01-30T00:00:00']],
    ['0 0 ? * 1 *', '2026-11-24T00:00:00', ['2026-11-29T00:00:00']],
    ['0 0 ? * L *', '2026-11-24T00:00:00', ['2026-11-28T00:00:00']],
    ['0 18 ? * MON-FRI *', '2026-11-27T18:00:00', ['2026-11-30T18:00:00']],
    // Years.
    ['0 0 1 1 ? 2027-2028', '2026-11-24T00:00:00', ['2027-01-01T00:00:00', '2028-01-01T00:00:00']],
    ['0 0 1 1 ? 2030/2', '2026-11-24T00:00:00', ['2030-01-01T00:00:00', '2032-01-01T00:00:00']],
  ])('cron(%s) after %s', (fields, after, expected) => {
    expect(occurrences(timing(`cron(${fields})`), after, expected.length)).toEqual(expected);
  });

  test.each(['0 0 1 1 ? 2025', '0 0 30 2 ? *', '0 0 29 2 ? 2027'])('cron(%s) is over', (fields) => {
    expect(occurrences(timing(`cron(${fields})`), '2026-11-24T00:00:00', 1)).toEqual([]);
  });
});

describe('daylight saving', () => {
  // Berlin: on 2026-03-29 02:00 becomes 03:00 (01:00 UTC), on 2026-10-25 03:00 becomes 02:00.
  test.each([
    ['30 2 * * ? *', '2026-03-28T12:00:00', ['2026-03-30T00:30:00', '2026-03-31T00:30:00']],
    [
      '0/30 1-3 * * ? *',
      '2026-03-29T00:00:00',
      ['2026-03-29T00:30:00', '2026-03-29T01:00:00', '2026-03-29T01:30:00'],
    ],
    ['30 2 * * ? *', '2026-10-24T12:00:00', ['2026-10-25T00:30:00', '2026-10-26T01:30:00']],
    // The hour that repeats is silent.
    ['0/30 * * * ? *', '2026-10-25T00:00:00', ['2026-10-25T00:30:00', '2026-10-25T02:00:00']],
    ['0/30 * * * ? *', '2026-10-25T01:15:00', ['2026-10-25T02:00:00']],
  ])('cron(%s) in Berlin after %s UTC', (fields, after, expected) => {
    const berlin = timing(`cron(${fields})`, 'Europe/Berlin');
    expect(occurrences(berlin, after, expected.length)).toEqual(expected);
  });

  test('a day of a rate has 24 hours', () => {
    const daily = timing('rate(1 day)', 'Europe/Berlin', { anchor: utc('2026-03-28T12:00:00') });
    expect(occurrences(daily, '2026-03-28T12:00:00', 1)).toEqual(['2026-03-29T12:00:00']);
  });
});

describe('rate', () => {
  const anchor = utc('2026-11-24T10:00:07');

  test('it occurs at its anchor, then at whole periods after it', () => {
    const quarterly = timing('rate(15 minutes)', 'UTC', { anchor });
    expect(occurrences(quarterly, '2026-11-24T10:00:06', 2)).toEqual([
      '2026-11-24T10:00:07',
      '2026-11-24T10:15:07',
    ]);
    expect(occurrences(quarterly, '2026-11-24T23:59:59', 1)).toEqual(['2026-11-25T00:00:07']);
  });

  test('it stops at the end date, which still belongs to it', () => {
    const endDate = utc('2026-11-24T12:00:07');
    const hourly = timing('rate(1 hour)', 'UTC', { anchor, endDate });
    expect(occurrences(hourly, '2026-11-24T10:30:00', 9)).toEqual([
      '2026-11-24T11:00:07',
      '2026-11-24T12:00:07',
    ]);
  });
});

test('a cron begins at its start date, which belongs to it', () => {
  const daily = timing('cron(0 12 * * ? *)', 'UTC', { startDate: utc('2026-12-01T12:00:00') });
  expect(occurrences(daily, '2026-11-24T00:00:00', 1)).toEqual(['2026-12-01T12:00:00']);
});

test('a one-time schedule occurs once, in its zone, whatever start and end say', () => {
  const dates = { startDate: utc('2027-12-01T00:00:00'), endDate: utc('2020-01-01T00:00:00') };
  const once = timing('at(2027-01-31T02:00:00)', 'America/New_York', dates);
  expect(occurrences(once, '2026-11-24T00:00:00', 5)).toEqual(['2027-01-31T07:00:00']);
  const skipped = timing('at(2026-03-29T02:30:00)', 'Europe/Berlin');
  expect(occurrences(skipped, '2026-01-01T00:00:00', 5)).toEqual([]);
});

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const instants = fc.integer({ min: utc('2020-01-01T00:00:00'), max: utc('2040-01-01T00:00:00') });

test('the next time of a cron lies ahead, matches it, and nothing between does', () => {
  const minutes = fc.integer({ min: 0, max: 59 });
  const hours = fc.integer({ min: 0, max: 23 });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      minutes,
      hours,
      instants,
      (name, minute, hour, after) => {
        const zone = new TimeZone(name);
        const daily = timing(`cron(${minute} ${hour} * * ? *)`, name);
        const next = nextOccurrence(daily, after) ?? NaN;
        expect(next).toBeGreaterThan(after);
        const shown = new Date(zone.wallTimeOf(next));
        expect([shown.getUTCHours(), shown.getUTCMinutes(), shown.getUTCSeconds()]).toEqual([
          hour,
          minute,
          0,
        ]);
        // A day at most, or two when the clocks skip the time, and an hour when they go back.
        expect(next - after).toBeLessThanOrEqual(49 * 3_600_000);
        // The days between that show the time at all had it before.
        const earlier = zone.firstInstantOf(zone.wallTimeOf(next) - 86_400_000);
        expect(earlier === undefined || earlier <= after).toBe(true);
      },
    ),
  );
});

test('the next time of a rate is the first multiple of the period ahead', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), instants, instants, (count, anchor, after) => {
      const next =
        nextOccurrence(timing(`rate(${count} minutes)`, 'UTC', { anchor }), after) ?? NaN;
      const period = count * 60_000;
      expect(next).toBeGreaterThan(after);
      expect((next - anchor) % period).toBe(0);
      expect(next === anchor || next - period <= after).toBe(true);
    }),
  );
});
