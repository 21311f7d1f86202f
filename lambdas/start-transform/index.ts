import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { startTransformPayload, type StartTransformResult } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { RunStore } from '../shared/run-store';
import { startTransform } from './start-transform';

const store = new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET'));
const sagemaker = new SageMakerClient(clientConfig);

/** Gathers what the preparation left and creates the transform job; the first step that costs money. */
export function handler(event: unknown): Promise<StartTransformResult> {
  return startTransform(startTransformPayload.parse(event), store, sagemaker);
}
