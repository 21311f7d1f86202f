import { Metrics } from '@aws-lambda-powertools/metrics';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { METRICS_NAMESPACE } from '../../domain/run/run-metrics';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { RunStore } from '../shared/run-store';
import { announceRun } from './announce-run';

const clients = {
  store: new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET')),
  events: new EventBridgeClient(clientConfig),
  metrics: new Metrics({ namespace: METRICS_NAMESPACE }),
};

/** Announces a run's end, from the rule on new `results.json`: one event on the default bus, and metrics. */
export function handler(event: unknown): Promise<object> {
  return announceRun(event, clients);
}
