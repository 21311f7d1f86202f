import { Metrics } from '@aws-lambda-powertools/metrics';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { METRICS_NAMESPACE } from '../../domain/run/run-metrics';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { RunStore } from '../shared/run-store';
import { sweepJobs } from './sweep-jobs';

const clients = {
  store: new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET')),
  sagemaker: new SageMakerClient(clientConfig),
  stepFunctions: new SFNClient(clientConfig),
  metrics: new Metrics({ namespace: METRICS_NAMESPACE }),
  region: requiredEnv('AWS_REGION'),
  now: () => new Date(),
};

/**
 * Stops transform jobs that outlived their run; called by a schedule, whatever the event.
 *
 * Needs: DATA_BUCKET; read, write and list of `runs/*` in it; of TransformJobRights `list()`,
 * `readTags()`, `describe()` and `stop()`; states:DescribeExecution on the state machine's executions.
 */
export const handler = runHandler({
  parse: () => undefined,
  correlation: () => ({}),
  async work() {
    const answer = await sweepJobs(clients);
    return { answer, entry: { event: 'JobsSwept', ...answer } };
  },
});
