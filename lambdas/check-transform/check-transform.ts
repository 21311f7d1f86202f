import { type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTransformJobCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import type * as z from 'zod';
import {
  RunTimedOut,
  TransformCapacityUnavailable,
  TransformJobFailed,
  TransformJobStopped,
} from '../../domain/run/errors';
import { RunLayout, shardOfOutputKey } from '../../domain/run/layout';
import { type checkTransformPayload, type CheckTransformResult } from '../../domain/run/payloads';
import { planSchema } from '../../domain/run/plan';
import { readPreparedParts } from '../shared/prepared-parts';
import { type RunStore } from '../shared/run-store';
import { classifyJob } from './classify-job';
import { containerMessage } from './container-message';

export interface CheckTransformClients {
  readonly store: RunStore;
  readonly sagemaker: SageMakerClient;
  readonly logs: CloudWatchLogsClient;
  readonly now: () => Date;
}

/**
 * @throws TransformCapacityUnavailable; TransformJobFailed when the job failed without one answered shard, with what the
 *   container said; TransformJobStopped; RunTimedOut
 */
export async function checkTransform(
  { runId, pass, transformJobName }: z.infer<typeof checkTransformPayload>,
  { store, sagemaker, logs, now }: CheckTransformClients,
): Promise<CheckTransformResult> {
  const layout = new RunLayout(runId);
  const [plan, parts, job] = await Promise.all([
    store.readJson(layout.plan, planSchema),
    readPreparedParts(layout, store),
    sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: transformJobName })),
  ]);
  const shardRecords = parts.flatMap((part) => part.shardRecords);
  const answered = await countAnswered(layout.outputPrefix(pass), shardRecords, store);
  const decision = classifyJob(
    job,
    answered.shards,
    now(),
    plan.settings.transform.maxRuntimeHours,
  );
  switch (decision) {
    case 'no-capacity':
      throw new TransformCapacityUnavailable(
        `transform job ${transformJobName} got no ${plan.settings.transform.instanceType}: ` +
          `${job.FailureReason ?? ''} Start the run again later, or name another transform.instanceType`,
      );
    case 'failed':
      throw new TransformJobFailed(
        `transform job ${transformJobName} failed: ${job.FailureReason ?? 'no reason given'}` +
          (await containerMessage(logs, transformJobName)),
      );
    case 'stopped':
      throw new TransformJobStopped(`transform job ${transformJobName} was stopped from outside`);
    case 'timed-out':
      throw new RunTimedOut(
        `transform job ${transformJobName} is not done ${plan.settings.transform.maxRuntimeHours} h after it ` +
          `was created (${answered.records} of ${sum(shardRecords)} records answered); it is stopped. ` +
          'Raise transform.maxRuntimeHours, or take more instances',
      );
    case 'running':
    case 'finished':
      return {
        finished: decision === 'finished',
        status: job.TransformJobStatus ?? 'InProgress',
        answered: answered.records,
        submitted: sum(shardRecords),
      };
  }
}

/** A shard's `.out` appears when all of its records are answered. */
async function countAnswered(prefix: string, shardRecords: readonly number[], store: RunStore) {
  let shards = 0;
  let records = 0;
  for await (const key of store.listKeys(prefix)) {
    const shard = shardOfOutputKey(key);
    if (shard === undefined) continue;
    shards++;
    records += shardRecords[shard] ?? 0;
  }
  return { shards, records };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
