import { S3Client } from '@aws-sdk/client-s3';
import { RunError } from '../../domain/run/errors';
import { RunLayout } from '../../domain/run/layout';
import { scoreShardPayload } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { leaveOutcome } from '../shared/leave-outcome';
import { runHandler } from '../shared/run-handler';
import { RunStore } from '../shared/run-store';
import { scoreShard } from './score-shard';

const store = new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET'));

/** Joins a shard's answers to its references by id and scores them; a child of a distributed map. */
export const handler = runHandler({
  parse: (event) => scoreShardPayload.parse(event),
  correlation: (payload) => payload,
  async work({ runId, pass, shard }) {
    const layout = new RunLayout(runId);
    const outcome = await leaveOutcome(store, layout.shardOutcome(shard), () =>
      scoreShard({ layout, pass, shard, store }),
    );
    if (outcome instanceof RunError) {
      return { answer: {}, entry: { event: 'StepFailed', error: outcome } };
    }
    const { submitted, scored, unscored, failed, missing } = outcome;
    return {
      answer: {},
      entry: { event: 'ShardScored', submitted, scored, unscored, failed, missing },
    };
  },
});
