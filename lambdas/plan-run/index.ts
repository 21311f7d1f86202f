import { S3Client } from '@aws-sdk/client-s3';
import { planRunPayload, type PlanRunResult } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { RunStore } from '../shared/run-store';
import { planRun } from './plan-run';

const store = new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET'));

/** Settles what the run will do, so that every later step reads one plan instead of deciding again. */
export function handler(event: unknown): Promise<PlanRunResult> {
  return planRun(planRunPayload.parse(event), store);
}
