import { OWN_PREFIX } from '../gateway/own-pages';
import { parseRecord } from '../running-record';

/** An embedded AWS answers at once; this is for a program that took its port and says nothing. */
const ANSWER_TIMEOUT_MS = 5_000;

/** Whether what answers at an endpoint is an embedded AWS. Rejects when nothing answers. */
export async function isEmbeddedAws(endpoint: string): Promise<boolean> {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const answer = await fetch(new URL(`${OWN_PREFIX}running`, endpoint), { signal });
  return parseRecord(await answer.text()) !== undefined;
}
