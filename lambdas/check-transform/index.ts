import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { checkTransformPayload, type CheckTransformResult } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { RunStore } from '../shared/run-store';
import { checkTransform } from './check-transform';

const clients = {
  store: new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET')),
  sagemaker: new SageMakerClient(clientConfig),
  logs: new CloudWatchLogsClient(clientConfig),
  now: () => new Date(),
};

/** Looks at the transform job and decides whether the state machine waits, goes on or gives up. */
export function handler(event: unknown): Promise<CheckTransformResult> {
  return checkTransform(checkTransformPayload.parse(event), clients);
}
