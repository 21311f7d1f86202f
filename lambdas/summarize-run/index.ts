import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { summarizeRunPayload } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { RunStore } from '../shared/run-store';
import { summarizeRun } from './summarize-run';

const clients = {
  store: new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET')),
  sagemaker: new SageMakerClient(clientConfig),
  region: requiredEnv('AWS_REGION'),
  now: () => new Date(),
};

/** Adds the shards up, checks that no record was lost, and leaves the results object. */
export const handler = runHandler({
  parse: (event) => summarizeRunPayload.parse(event),
  correlation: (payload) => payload,
  async work(payload) {
    const answer = await summarizeRun(payload, clients);
    const { status, counts, warnings, seconds } = answer;
    return {
      answer,
      entry: { event: 'RunSummarized', status, ...counts, warnings: warnings.length, seconds },
    };
  },
});
