import { S3Client } from '@aws-sdk/client-s3';
import { RunError } from '../../domain/run/errors';
import { RunLayout } from '../../domain/run/layout';
import { prepareInputPayload } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { leaveOutcome } from '../shared/leave-outcome';
import { runHandler } from '../shared/run-handler';
import { RunStore } from '../shared/run-store';
import { preparePart } from './prepare-part';

const store = new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET'));

/** Turns one part of the data set into shards for the transform job; runs as a child of a distributed map. */
export const handler = runHandler({
  parse: (event) => prepareInputPayload.parse(event),
  correlation: ({ runId, part }) => ({ runId, part }),
  async work({ runId, part }) {
    const layout = new RunLayout(runId);
    const outcome = await leaveOutcome(store, layout.partOutcome(part), () =>
      preparePart(layout, part, store),
    );
    if (outcome instanceof RunError) {
      return { answer: {}, entry: { event: 'StepFailed', error: outcome } };
    }
    const { read, rejected, submitted, referenced, shardRecords } = outcome;
    const shards = shardRecords.length;
    return {
      answer: {},
      entry: { event: 'InputPrepared', read, rejected, submitted, referenced, shards },
    };
  },
});
