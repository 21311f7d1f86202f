import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { transformJobName } from '../../domain/run/names';
import { startTransformPayload } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { RunStore } from '../shared/run-store';
import { startTransform } from './start-transform';

const clients = {
  store: new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET')),
  sagemaker: new SageMakerClient(clientConfig),
  encryptionKeyArn: requiredEnv('ENCRYPTION_KEY_ARN'),
};

/** Gathers what the preparation left and creates the transform job; the first step that costs money. */
export const handler = runHandler({
  parse: (event) => startTransformPayload.parse(event),
  correlation: ({ runId, pass, attempt }) => ({
    runId,
    pass,
    transformJobName: transformJobName(runId, pass, attempt),
  }),
  async work(payload) {
    const answer = await startTransform(payload, clients);
    const { shards, submitted } = answer;
    return { answer, entry: { event: 'TransformJobStarted', shards, submitted } };
  },
});
