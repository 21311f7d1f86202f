import { type RunLayout } from '../../domain/run/layout';
import { partOutcomeSchema, type PreparedPart } from '../../domain/run/outcomes';
import { StepIncomplete } from '../../domain/run/errors';
import { raiseLeftError } from './raise-left-error';
import { type RunStore } from './run-store';

/** One part until data sets are split for reading. */
const PARTS = [0] as const;

/** What the preparation of each part left. @throws the error that a part left, by its own name */
export async function readPreparedParts(
  layout: RunLayout,
  store: RunStore,
): Promise<PreparedPart[]> {
  const prepared: PreparedPart[] = [];
  for (const part of PARTS) {
    const outcome = await store.readJsonIfPresent(layout.partOutcome(part), partOutcomeSchema);
    if (!outcome) {
      throw new StepIncomplete(
        `part ${part} of the data set left no outcome: prepare-input crashed or ran out of time; ` +
          'its log and the map run in the console say why',
      );
    }
    if (outcome.kind === 'failed') raiseLeftError(outcome.error);
    prepared.push(outcome);
  }
  return prepared;
}
