import { DescribeTransformJobCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import type * as z from 'zod';
import { checkCounts } from '../../domain/run/counts';
import { RunAlreadyEnded } from '../../domain/run/errors';
import { RunLayout } from '../../domain/run/layout';
import { type summarizeRunPayload } from '../../domain/run/payloads';
import { planSchema } from '../../domain/run/plan';
import { resultsSchema } from '../../domain/run/results';
import { readPreparedParts } from '../shared/prepared-parts';
import { type RunStore } from '../shared/run-store';
import { aggregateScores } from './aggregate-scores';
import { artifactETag } from './artifact-etag';
import { completedResults } from './completed-results';
import { countRecords } from './count-records';
import { executionOutput, type ExecutionOutput } from './execution-output';
import { readScoredShards } from './scored-shards';
import { writeLedger } from './write-ledger';

export interface SummarizeRunClients {
  readonly store: RunStore;
  readonly sagemaker: SageMakerClient;
  readonly region: string;
  readonly now: () => Date;
}

/**
 * @throws the error that a shard left, by its own name; StepIncomplete for a shard that left
 *   nothing; CountsDoNotAddUp; RunAlreadyEnded when an abort was faster
 */
export async function summarizeRun(
  { runId, transformJobName }: z.infer<typeof summarizeRunPayload>,
  { store, sagemaker, region, now }: SummarizeRunClients,
): Promise<ExecutionOutput> {
  const layout = new RunLayout(runId);
  const [plan, parts, job] = await Promise.all([
    store.readJson(layout.plan, planSchema),
    readPreparedParts(layout, store),
    sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: transformJobName })),
  ]);
  const shardCount = parts.reduce((total, { shardRecords }) => total + shardRecords.length, 0);
  const shards = await readScoredShards(layout, shardCount, store);
  const counts = countRecords(parts, shards);
  checkCounts(counts);

  const scores = await aggregateScores(plan.settings, shards, layout, store);
  const hasLedger = await writeLedger(layout, parts.length, shards, store);
  const results = completedResults({
    plan,
    job,
    counts,
    shards,
    scores,
    hasLedger,
    modelDataETag: await artifactETag(plan.model.modelDataUrl, store.s3),
    bucket: store.bucket,
    region,
    ended: now(),
  });
  if (await store.writeJsonIfAbsent(layout.results, results)) return executionOutput(results);
  const existing = await store.readJson(layout.results, resultsSchema);
  if ('error' in existing) {
    throw new RunAlreadyEnded(`the run ended as ${existing.status}: ${existing.error.message}`);
  }
  // This step's own results: a retry after an answer that was lost on the way.
  return executionOutput(existing);
}
