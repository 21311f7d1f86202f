import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { runIdOf } from '../../domain/run/names';
import { clientConfig } from '../shared/clients';
import { endRun } from '../shared/end-run';
import { requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { RunStore } from '../shared/run-store';
import { endedExecutionOf } from './ended-execution-of';

const clients = {
  store: new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET')),
  sagemaker: new SageMakerClient(clientConfig),
  region: requiredEnv('AWS_REGION'),
  now: () => new Date(),
};

/**
 * Ends a run that did not come to its end: from the state machine's one clean-up, and from the
 * EventBridge rule on ended executions, which also sees those that died outside any Catch.
 */
export const handler = runHandler({
  parse: endedExecutionOf,
  correlation: ({ execution }) => ({ runId: runIdOf(execution.name) }),
  async work(ended) {
    const answer = await endRun(ended, clients);
    const { results, transformJob } = answer;
    return { answer, entry: { event: 'RunEnded', results, transformJob } };
  },
});
