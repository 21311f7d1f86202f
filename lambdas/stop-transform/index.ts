import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { RunStore } from '../shared/run-store';
import { endedExecutionOf } from './ended-execution';
import { stopTransform } from './stop-transform';

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
export function handler(event: unknown): Promise<object> {
  return stopTransform(endedExecutionOf(event), clients);
}
