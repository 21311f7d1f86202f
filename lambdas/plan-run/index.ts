import { S3Client } from '@aws-sdk/client-s3';
import { type LogEntry } from '../../domain/run/log-events';
import { runIdOf } from '../../domain/run/names';
import { planRunPayload, type PlanRunResult } from '../../domain/run/payloads';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { RunStore } from '../shared/run-store';
import { planRun } from './plan-run';

const store = new RunStore(new S3Client(clientConfig), requiredEnv('DATA_BUCKET'));

/** Settles what the run will do, so that every later step reads one plan instead of deciding again. */
export const handler = runHandler({
  parse: (event) => planRunPayload.parse(event),
  correlation: ({ execution }) => ({ runId: runIdOf(execution.name) }),
  async work(payload) {
    const answer = await planRun(payload, store);
    return { answer, entry: entryOf(answer) };
  },
});

function entryOf(result: PlanRunResult): LogEntry {
  return 'duplicateOf' in result
    ? { event: 'DuplicateRefused', duplicateOf: result.duplicateOf }
    : {
        event: 'RunPlanned',
        parts: result.parts.length,
        pollIntervalSeconds: result.pollIntervalSeconds,
      };
}
