import { CreateTransformJobCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import type * as z from 'zod';
import { RunAlreadyEnded, TransformJobRefused } from '../../domain/run/errors';
import { RunLayout } from '../../domain/run/layout';
import { transformJobName } from '../../domain/run/names';
import { type StartTransformResult, type startTransformPayload } from '../../domain/run/payloads';
import { planSchema } from '../../domain/run/plan';
import { runEndSchema } from '../../domain/run/results';
import { findOwnJob, ownJob, stopOwnJob, type OwnJob } from '../shared/own-job';
import { readPreparedParts } from '../shared/prepared-parts';
import { refuseFinalResults } from '../shared/refuse-final-results';
import { type RunStore } from '../shared/run-store';
import { jobError } from './job-error';
import { requireRecords } from './require-records';
import { transformJobRequest } from './transform-job-request';

export interface StartTransformClients {
  readonly store: RunStore;
  readonly sagemaker: SageMakerClient;
  /** KMS key of what the job writes, and of its instances' disks. */
  readonly encryptionKeyArn: string;
}

/**
 * Creates the job of one attempt. The same attempt twice is one job, since its name is built from
 * the run: after SageMaker's ResourceInUse it is looked for under that name.
 *
 * @throws whatever the preparation left as its error; NoUsableRecords, TransformJobRefused,
 *   TransformCapacityUnavailable, RunAlreadyEnded
 */
export async function startTransform(
  { runId, pass, attempt }: z.infer<typeof startTransformPayload>,
  { store, sagemaker, encryptionKeyArn }: StartTransformClients,
): Promise<StartTransformResult> {
  const layout = new RunLayout(runId);
  const plan = await store.readJson(layout.plan, planSchema);
  const parts = await readPreparedParts(layout, store);
  requireRecords(parts, plan);
  await refuseFinalResults(store, layout);

  const jobName = transformJobName(runId, pass, attempt);
  const shards = parts.reduce((sum, { shardRecords }) => sum + shardRecords.length, 0);
  const request = transformJobRequest({
    plan,
    layout,
    pass,
    jobName,
    shards,
    bucket: store.bucket,
    encryptionKeyArn,
  });
  const own = ownJob(jobName, { layout, pass, bucket: store.bucket, execution: plan.execution });
  try {
    await sagemaker.send(new CreateTransformJobCommand(request));
  } catch (error) {
    if ((error as Error).name !== 'ResourceInUse') throw jobError(error, plan);
    await requireOwnJob(own, sagemaker);
  }
  await stopIfRunHasEnded(own, layout, store, sagemaker);
  return {
    transformJobName: jobName,
    shards,
    submitted: parts.reduce((sum, { submitted }) => sum + submitted, 0),
  };
}

/** The name of a job can never be used again, and not by another deployment either. */
async function requireOwnJob(own: OwnJob, sagemaker: SageMakerClient): Promise<void> {
  if (await findOwnJob(own, sagemaker)) return;
  throw new TransformJobRefused(
    `the name of the transform job, ${own.name}, was used by another run before or by another ` +
      'deployment; start the execution under another name',
  );
}

/**
 * An execution may be aborted while this function runs: its clean-up then found no job to stop.
 * The final results that the clean-up left are the sign, read after the job was born.
 */
async function stopIfRunHasEnded(
  own: OwnJob,
  layout: RunLayout,
  store: RunStore,
  sagemaker: SageMakerClient,
): Promise<void> {
  const results = await store.readJsonIfPresent(layout.results, runEndSchema);
  if (!results) return;
  await stopOwnJob(own, sagemaker);
  throw new RunAlreadyEnded(
    `the run ended as ${results.status} while its transform job ${own.name} was created; the job is stopped`,
  );
}
