import { S3Client } from '@aws-sdk/client-s3';
import { prepareInputPayload } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { leaveOutcome } from '../shared/leave-outcome';
import { RunStore } from '../shared/run-store';
import { RunLayout } from '../../domain/run/layout';
import { preparePart } from './prepare-part';

const store = new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET'));

/** Turns one part of the data set into shards for the transform job; runs as a child of a distributed map. */
export async function handler(event: unknown): Promise<object> {
  const { runId, part } = prepareInputPayload.parse(event);
  const layout = new RunLayout(runId);
  return leaveOutcome(store, layout.partOutcome(part), () => preparePart(layout, part, store));
}
