import { RunError } from '../../domain/run/errors';
import { CONTRACT_VERSION } from '../../domain/run/plan';
import { type RunStore } from './run-store';

/**
 * Ends a child of a distributed map: its outcome, or the error that its reader can act on, goes
 * into a file for the parent, since an error here would lose its name on the way. Everything else
 * (throttling, a crash) is thrown, for the child's own retries.
 *
 * @returns what went into the file, for the log; the child itself must answer with an empty object,
 *   since the children's answers must fit 256 KB together
 */
export async function leaveOutcome<Outcome extends object>(
  store: RunStore,
  key: string,
  work: () => Promise<Outcome>,
): Promise<Outcome | RunError> {
  try {
    const outcome = await work();
    await store.writeJson(key, outcome);
    return outcome;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    const { name, message } = error;
    await store.writeJson(key, {
      contractVersion: CONTRACT_VERSION,
      kind: 'failed',
      error: { name, message },
    });
    return error;
  }
}
