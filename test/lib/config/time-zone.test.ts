import { timeZoneFault } from '../../../lib/config/time-zone';

describe('timeZoneFault', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'US/Eastern', 'Etc/GMT+5'])(
    'takes %s',
    (name) => {
      expect(timeZoneFault(name)).toBeUndefined();
    },
  );

  it.each([
    ['Berlin', '. Did you mean Europe/Berlin?'],
    ['Europe/Berln', '. Did you mean Europe/Berlin?'],
    ['europe/berlin', '. Did you mean Europe/Berlin?'],
    ['New York', '. Did you mean America/New_York?'],
    ['utc', '. Did you mean UTC?'],
    // What Intl takes and the Scheduler does not.
    ['+01:00', ''],
    ['Mars', ''],
    ['', ''],
  ])('refuses %s%s', (name, hint) => {
    expect(timeZoneFault(name)).toBe(`valid: an IANA name such as UTC or Europe/Berlin${hint}`);
  });
});
