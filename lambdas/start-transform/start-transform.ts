import {
  CreateTransformJobCommand,
  StopTransformJobCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type * as z from 'zod';
import { RunAlreadyEnded } from '../../domain/run/errors';
import { RunLayout } from '../../domain/run/layout';
import { transformJobName } from '../../domain/run/names';
import { type StartTransformResult, type startTransformPayload } from '../../domain/run/payloads';
import { planSchema } from '../../domain/run/plan';
import { resultsSchema } from '../../domain/run/results';
import { readPreparedParts } from '../shared/prepared-parts';
import { type RunStore } from '../shared/run-store';
import { jobError } from './job-error';
import { requireRecords } from './require-records';
import { transformJobRequest } from './transform-job-request';

/**
 * Creates the job of one attempt. The same attempt twice is one job, since its name is built from
 * the run: SageMaker's ResourceInUse then means that this very job exists already.
 *
 * @throws whatever the preparation left as its error; NoUsableRecords, TransformJobRefused,
 *   TransformCapacityUnavailable, RunAlreadyEnded
 */
export async function startTransform(
  { runId, pass, attempt }: z.infer<typeof startTransformPayload>,
  store: RunStore,
  sagemaker: SageMakerClient,
): Promise<StartTransformResult> {
  const layout = new RunLayout(runId);
  const plan = await store.readJson(layout.plan, planSchema);
  const parts = await readPreparedParts(layout, store);
  requireRecords(parts, plan);

  const jobName = transformJobName(runId, pass, attempt);
  const request = transformJobRequest({ plan, layout, pass, jobName, bucket: store.bucket });
  try {
    await sagemaker.send(new CreateTransformJobCommand(request));
  } catch (error) {
    if ((error as Error).name !== 'ResourceInUse') throw jobError(error, plan);
  }
  await stopIfRunHasEnded(jobName, layout, store, sagemaker);
  return {
    transformJobName: jobName,
    shards: parts.reduce((sum, { shardRecords }) => sum + shardRecords.length, 0),
    submitted: parts.reduce((sum, { submitted }) => sum + submitted, 0),
  };
}

/**
 * An execution may be aborted while this function runs: its clean-up then found no job to stop.
 * The final results that the clean-up left are the sign, read after the job was born.
 */
async function stopIfRunHasEnded(
  jobName: string,
  layout: RunLayout,
  store: RunStore,
  sagemaker: SageMakerClient,
): Promise<void> {
  const results = await store.readJsonIfPresent(layout.results, resultsSchema);
  if (!results) return;
  await sagemaker.send(new StopTransformJobCommand({ TransformJobName: jobName }));
  throw new RunAlreadyEnded(
    `the run ended as ${results.status} while its transform job ${jobName} was created; the job is stopped`,
  );
}
