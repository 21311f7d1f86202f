/**
 * What the clocks of a place show, as the epoch milliseconds at which UTC's clocks show the same.
 * So a calendar can be computed in UTC, where every day has 24 hours.
 */
export type WallTime = number;

const DAY_MS = 86_400_000;

/** A time zone by its IANA name. */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat;

  /** @throws RangeError for an unknown name */
  constructor(readonly name: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  wallTimeOf(instant: number): WallTime {
    const parts = new Map(
      this.#format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const seconds = Date.UTC(
      of('year'),
      of('month') - 1,
      of('day'),
      of('hour'),
      of('minute'),
      of('second'),
    );
    return seconds + (((instant % 1000) + 1000) % 1000);
  }

  /**
   * When the clocks show it for the first time; undefined if they skip it. A zone's offset is below
   * a day and changes at most once in two, so one of the offsets a day before and after holds.
   */
  firstInstantOf(wallTime: WallTime): number | undefined {
    const instants = [wallTime - DAY_MS, wallTime + DAY_MS]
      .map((near) => wallTime - (this.wallTimeOf(near) - near))
      .filter((instant) => this.wallTimeOf(instant) === wallTime);
    return instants.length > 0 ? Math.min(...instants) : undefined;
  }
}
