import { OWN_PREFIX } from './gateway/own-pages';
import { parseRecord, type RunningRecord } from './running-record';

/** An embedded AWS answers at once, also under load; this is for a program that took its port and says nothing. */
const ANSWER_TIMEOUT_MS = 5_000;

/** What an embedded AWS at an endpoint says of itself; undefined for another program. Rejects when nothing answers. */
export async function askRunning(endpoint: string): Promise<RunningRecord | undefined> {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const answer = await fetch(`${endpoint}${OWN_PREFIX}running`, { signal });
  return parseRecord(await answer.text());
}
