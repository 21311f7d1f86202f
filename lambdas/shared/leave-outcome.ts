import { RunError } from '../../domain/run/errors';
import { CONTRACT_VERSION } from '../../domain/run/plan';
import { type RunStore } from './run-store';

/**
 * Ends a child of a distributed map: its outcome, or the error that its reader can act on, goes
 * into a file for the parent, since an error here would lose its name on the way. Everything else
 * (throttling, a crash) is thrown, for the child's own retries.
 *
 * @returns an empty object: the children's results must fit 256 KB together
 */
export async function leaveOutcome(
  store: RunStore,
  key: string,
  work: () => Promise<object>,
): Promise<object> {
  let outcome: object;
  try {
    outcome = await work();
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    outcome = {
      contractVersion: CONTRACT_VERSION,
      kind: 'failed',
      error: { name: error.name, message: error.message },
    };
  }
  await store.writeJson(key, outcome);
  return {};
}
