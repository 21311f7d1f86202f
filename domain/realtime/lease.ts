import { LEASE_HOURS_TAG, LEASE_UNTIL_TAG, LEASE_WARNED_TAG } from './names';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** What of an endpoint decides about its lease. */
export interface LeasedEndpoint {
  readonly created: Date;
  readonly tags: ReadonlyMap<string, string>;
}

/** `none`: nobody gave it a lease, so nobody may end it. */
export type LeaseState =
  { readonly state: 'none' } | { readonly state: 'live' | 'warn' | 'over'; readonly until: Date };

/** A tag that cannot be read: the endpoint would stay for ever, so a person has to look. */
export class UnreadableLease extends Error {
  override readonly name = 'UnreadableLease';
}

/**
 * When an endpoint's lease ends: at its tag LEASE_UNTIL_TAG, else LEASE_HOURS_TAG after its creation.
 *
 * @returns undefined for an endpoint without a lease
 * @throws UnreadableLease for a tag that is no ISO time, or no number of hours above 0
 */
export function leaseEnd({ created, tags }: LeasedEndpoint): Date | undefined {
  const until = tags.get(LEASE_UNTIL_TAG);
  if (until !== undefined) {
    const end = new Date(until);
    if (!Number.isNaN(end.getTime())) return end;
    throw new UnreadableLease(
      `the tag ${LEASE_UNTIL_TAG} is "${until}"; valid: a time such as 2026-11-24T18:00:00.000Z`,
    );
  }
  const hours = tags.get(LEASE_HOURS_TAG);
  if (hours === undefined) return undefined;
  if (Number(hours) > 0) return new Date(created.getTime() + Number(hours) * HOUR);
  throw new UnreadableLease(
    `the tag ${LEASE_HOURS_TAG} is "${hours}"; valid: a number of hours above 0`,
  );
}

/**
 * What to do about an endpoint's lease at a time. `warn` comes once for each end: whoever warns sets
 * LEASE_WARNED_TAG to the end, and an extended lease has another end.
 *
 * @throws UnreadableLease
 */
export function judgeLease(
  endpoint: LeasedEndpoint,
  { now, warnMinutes }: { readonly now: Date; readonly warnMinutes: number },
): LeaseState {
  const until = leaseEnd(endpoint);
  if (!until) return { state: 'none' };
  const left = until.getTime() - now.getTime();
  if (left <= 0) return { state: 'over', until };
  const isWarned = endpoint.tags.get(LEASE_WARNED_TAG) === until.toISOString();
  return { state: left <= warnMinutes * MINUTE && !isWarned ? 'warn' : 'live', until };
}

/** An end `hours` later; of a lease that is over or has never been, `hours` from now. */
export function extendedLease(until: Date | undefined, hours: number, now: Date): Date {
  const from = Math.max(until?.getTime() ?? 0, now.getTime());
  return new Date(from + hours * HOUR);
}
