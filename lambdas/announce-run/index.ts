import { Metrics } from '@aws-lambda-powertools/metrics';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { type LogEntry } from '../../domain/run/log-events';
import { METRICS_NAMESPACE } from '../../domain/run/run-metrics';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { RunStore } from '../shared/run-store';
import { announceRun } from './announce-run';
import { createdResults } from './created-results';

const clients = {
  store: new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET')),
  events: new EventBridgeClient(clientConfig),
  metrics: new Metrics({ namespace: METRICS_NAMESPACE }),
};

/** Announces a run's end, from the rule on new `results.json`: one event on the default bus, and metrics. */
export const handler = runHandler({
  parse: (event) => event,
  correlation(event) {
    const created = createdResults(event, clients.store.bucket);
    return 'runId' in created ? created : {};
  },
  async work(event) {
    const answer = await announceRun(event, clients);
    return { answer, entry: entryOf(answer) };
  },
});

function entryOf(answer: Awaited<ReturnType<typeof announceRun>>): LogEntry {
  return 'ignored' in answer
    ? { event: 'AnnouncementSkipped', reason: answer.ignored }
    : { event: 'RunAnnounced', status: answer.status };
}
