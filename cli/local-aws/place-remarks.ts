import { isEmbeddedAws } from '../../local/elsewhere/is-embedded-aws';
import { type RunningRecord } from '../../local/running-record';

/** What is to be known of a place elsewhere beside its address, by endpoint. */
export type PlaceRemarks = ReadonlyMap<string, string>;

/** Asks each place elsewhere. One that is an embedded AWS and answers has no remark. */
export async function placeRemarks({
  elsewhere,
}: Pick<RunningRecord, 'elsewhere'>): Promise<PlaceRemarks> {
  const remarks = new Map<string, string>();
  for (const endpoint of new Set(Object.values(elsewhere))) {
    const isEmbedded = await isEmbeddedAws(endpoint).catch(() => undefined);
    if (isEmbedded === undefined) remarks.set(endpoint, 'does not answer now');
    else if (!isEmbedded) remarks.set(endpoint, 'no embedded AWS: rights are not evaluated by it');
  }
  return remarks;
}
