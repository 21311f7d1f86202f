import { S3Client } from '@aws-sdk/client-s3';
import { RunLayout } from '../../domain/run/layout';
import { scoreShardPayload } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { leaveOutcome } from '../shared/leave-outcome';
import { RunStore } from '../shared/run-store';
import { scoreShard } from './score-shard';

const store = new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET'));

/** Joins a shard's answers to its references by id and scores them; a child of a distributed map. */
export async function handler(event: unknown): Promise<object> {
  const { runId, pass, shard } = scoreShardPayload.parse(event);
  const layout = new RunLayout(runId);
  return leaveOutcome(store, layout.shardOutcome(shard), () =>
    scoreShard({ layout, pass, shard, store }),
  );
}
