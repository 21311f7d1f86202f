import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { checkTransformPayload } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { RunStore } from '../shared/run-store';
import { checkTransform } from './check-transform';

const clients = {
  store: new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET')),
  sagemaker: new SageMakerClient(clientConfig),
  logs: new CloudWatchLogsClient(clientConfig),
  now: () => new Date(),
};

/** Looks at the transform job and decides whether the state machine waits, goes on or gives up. */
export const handler = runHandler({
  parse: (event) => checkTransformPayload.parse(event),
  correlation: (payload) => payload,
  async work(payload) {
    const answer = await checkTransform(payload, clients);
    return { answer, entry: { event: 'TransformJobChecked', ...answer } };
  },
});
