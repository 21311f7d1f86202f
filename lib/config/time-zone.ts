import { nearestName } from '../../domain/run/nearest-name';

/** One name for each zone; UTC is missing from Intl's list. */
const NAMES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** What is wrong with the name of a time zone, in words that say what would be valid, or undefined. */
export function timeZoneFault(name: string): string | undefined {
  if (NAMES.includes(name) || isOtherName(name)) return undefined;
  const near = nearestNames(name);
  const hint = near.length === 0 ? '' : `. Did you mean ${near.join(' or ')}?`;
  return `valid: an IANA name such as UTC or Europe/Berlin${hint}`;
}

/** Intl also knows older names, such as US/Eastern, but takes any case of a name, and offsets (+01:00). */
function isOtherName(name: string): boolean {
  if (!/^[A-Z]/.test(name) || NAMES.some((known) => known.toLowerCase() === name.toLowerCase())) {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `Berlin` and `Europe/Berln` are Europe/Berlin: by the city, then by the whole name. */
function nearestNames(name: string): string[] {
  const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);
  const city = cityOf(name).toLowerCase().replaceAll(' ', '_');
  const sameCity = NAMES.filter((zone) => cityOf(zone).toLowerCase() === city);
  if (sameCity.length > 0) return sameCity;
  const near = nearestName(name, NAMES);
  return near === undefined ? [] : [near];
}
