import { type Metrics } from '@aws-lambda-powertools/metrics';
import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { RunLayout } from '../../domain/run/layout';
import { resultsSchema, type Results } from '../../domain/run/results';
import { EVENT_SOURCE, RUN_COMPLETED, runCompleted } from '../../domain/run/run-completed';
import { type RunStore } from '../shared/run-store';
import { createdResults } from './created-results';
import { emitMetrics } from './emit-metrics';
import { metricGroups } from './metric-groups';

export interface AnnounceRunClients {
  readonly store: RunStore;
  readonly events: EventBridgeClient;
  readonly metrics: Metrics;
}

/**
 * Announces the run whose `results.json` was just written: one event, then its metrics. In this
 * order, since only the event can fail: Lambda then calls again, and nothing has been counted yet.
 *
 * @returns what was done, for the log
 * @throws UnknownContractVersion for results of another version; Error when EventBridge refuses
 *   the event
 */
export async function announceRun(
  event: unknown,
  { store, events, metrics }: AnnounceRunClients,
): Promise<{ runId: string; status: string } | { ignored: string }> {
  const created = createdResults(event, store.bucket);
  if ('ignored' in created) return created;
  const { runId } = created;
  const results = await store.readJson(new RunLayout(runId).results, resultsSchema);
  await putEvent(results, events);
  emitMetrics(metrics, metricGroups(results, store.bucket));
  return { runId, status: results.status };
}

/** EventBridge answers 200 with the entry's own error when it did not take it. */
async function putEvent(results: Results, events: EventBridgeClient): Promise<void> {
  const { FailedEntryCount = 0, Entries = [] } = await events.send(
    new PutEventsCommand({
      Entries: [
        {
          Source: EVENT_SOURCE,
          DetailType: RUN_COMPLETED,
          Detail: JSON.stringify(runCompleted(results)),
          Resources: [results.execution.arn],
        },
      ],
    }),
  );
  if (FailedEntryCount === 0) return;
  const { ErrorCode = 'no code', ErrorMessage = 'no message' } = Entries[0] ?? {};
  throw new Error(
    `EventBridge did not take the event of run ${results.runId}: ${ErrorCode}: ${ErrorMessage}`,
  );
}
