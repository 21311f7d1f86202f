import { RunAlreadyEnded } from '../../domain/run/errors';
import { type RunLayout } from '../../domain/run/layout';
import { runEndSchema } from '../../domain/run/results';
import { type RunStore } from './run-store';

/**
 * Before anything costs money: a redriven execution, or one of a name that was used before, has
 * final results already and can add nothing to them.
 * @throws RunAlreadyEnded
 */
export async function refuseFinalResults(store: RunStore, layout: RunLayout): Promise<void> {
  const results = await store.readJsonIfPresent(layout.results, runEndSchema);
  if (!results) return;
  throw new RunAlreadyEnded(
    `the run ${layout.runId} has final results already (${results.status}, of ${results.times.ended}); ` +
      'start the execution again under another name',
  );
}
