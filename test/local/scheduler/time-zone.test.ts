import fc from 'fast-check';
import { TimeZone } from '../../../local/scheduler/time-zone';

const berlin = new TimeZone('Europe/Berlin');
const utc = (text: string): number => Date.parse(`${text}Z`);

test.each([
  // Standard time, UTC+1.
  ['2026-01-15T12:00:00', '2026-01-15T11:00:00'],
  // Summer time, UTC+2.
  ['2026-07-15T12:00:00', '2026-07-15T10:00:00'],
  // 2026-10-25: 03:00 becomes 02:00, so 02:30 comes twice; the first is summer time.
  ['2026-10-25T02:30:00', '2026-10-25T00:30:00'],
  ['2026-10-25T03:00:00', '2026-10-25T02:00:00'],
])('the clocks show %s first at %s UTC', (wallTime, instant) => {
  expect(berlin.firstInstantOf(utc(wallTime))).toBe(utc(instant));
});

test('clocks that go forward skip an hour', () => {
  // 2026-03-29: 02:00 becomes 03:00.
  expect(berlin.firstInstantOf(utc('2026-03-29T02:30:00'))).toBeUndefined();
  expect(berlin.firstInstantOf(utc('2026-03-29T03:00:00'))).toBe(utc('2026-03-29T01:00:00'));
});

test('a zone may be half an hour off, and change by half an hour', () => {
  const lordHowe = new TimeZone('Australia/Lord_Howe');
  expect(lordHowe.wallTimeOf(utc('2026-01-01T00:00:00'))).toBe(utc('2026-01-01T11:00:00'));
  expect(lordHowe.wallTimeOf(utc('2026-07-01T00:00:00'))).toBe(utc('2026-07-01T10:30:00'));
});

test('an unknown zone is refused', () => {
  expect(() => new TimeZone('Europe/Atlantis')).toThrow(RangeError);
});

test('what the clocks show leads back to the instant, or to the first of two', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: utc('2000-01-01T00:00:00'), max: utc('2100-01-01T00:00:00') }),
      (name, instant) => {
        const zone = new TimeZone(name);
        const wallTime = zone.wallTimeOf(instant);
        const first = zone.firstInstantOf(wallTime) ?? NaN;
        expect(zone.wallTimeOf(first)).toBe(wallTime);
        // No zone here sets its clocks back by more than an hour.
        expect(instant - first === 0 || instant - first === 3_600_000).toBe(true);
      },
    ),
  );
});
