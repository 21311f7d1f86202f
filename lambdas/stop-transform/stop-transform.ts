import { type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { executionLink, transformJobLink } from '../../domain/run/deep-link';
import { RunLayout } from '../../domain/run/layout';
import { runIdOf, transformJobName } from '../../domain/run/names';
import { FIRST_ATTEMPT, FIRST_PASS } from '../../domain/run/passes';
import { ownerSchema } from '../../domain/run/plan';
import { RESULTS_VERSION, type FailedResults } from '../../domain/run/results';
import { objectUri } from '../../domain/run/s3-uri';
import { findOwnJob, ownJob, stopOwnJob } from '../shared/own-job';
import { type RunStore } from '../shared/run-store';
import { type EndedExecution } from './ended-execution';

export interface StopTransformClients {
  readonly store: RunStore;
  readonly sagemaker: SageMakerClient;
  readonly region: string;
  readonly now: () => Date;
}

/**
 * Writes the run's final `results.json` first, so that a start-transform in flight sees it and
 * stops its own job, then stops the job that exists. Yields to results that are final already.
 *
 * @returns what was done, for the log
 */
export async function stopTransform(
  ended: EndedExecution,
  { store, sagemaker, region, now }: StopTransformClients,
): Promise<{ runId: string; results: string; transformJob: string }> {
  const runId = runIdOf(ended.execution.name);
  const layout = new RunLayout(runId);
  if (await belongsToAnother(ended, layout, store)) {
    return { runId, results: 'of another execution', transformJob: 'untouched' };
  }
  const jobName = transformJobName(runId, FIRST_PASS, FIRST_ATTEMPT);
  const own = ownJob(jobName, {
    layout,
    pass: FIRST_PASS,
    bucket: store.bucket,
    execution: ended.execution,
  });
  const status = (await findOwnJob(own, sagemaker))?.TransformJobStatus;
  const results: FailedResults = {
    contractVersion: RESULTS_VERSION,
    runId,
    execution: ended.execution,
    status: ended.status,
    error: ended.error,
    times: timesOf(ended.execution.startTime, now()),
    transformJob: status === undefined ? null : { name: jobName, status },
    links: {
      results: objectUri({ bucket: store.bucket, key: layout.results }),
      execution: executionLink(ended.execution.arn),
      transformJob: status === undefined ? null : transformJobLink(region, jobName),
    },
  };
  try {
    const written = await store.writeJsonIfAbsent(layout.results, results);
    return {
      runId,
      results: written ? ended.status : 'final already',
      // Looks again: it may have been born since.
      transformJob: await stopOwnJob(own, sagemaker),
    };
  } catch (error) {
    // Whatever S3 refuses: the job is what costs money.
    await stopOwnJob(own, sagemaker);
    throw error;
  }
}

/** An execution that was refused because its name's folder is taken must not end the owner's run. */
async function belongsToAnother(
  { execution }: EndedExecution,
  layout: RunLayout,
  store: RunStore,
): Promise<boolean> {
  const owner = await store.readJsonIfPresent(layout.owner, ownerSchema);
  if (!owner) return false;
  const sameArn = owner.execution.arn === execution.arn;
  // Within a second: the rule's event has milliseconds, the context object too, but rounding is theirs.
  const apart = Math.abs(Date.parse(owner.execution.startTime) - Date.parse(execution.startTime));
  return !sameArn || apart >= 1000;
}

function timesOf(startTime: string, ended: Date) {
  const started = new Date(startTime);
  return {
    started: started.toISOString(),
    ended: ended.toISOString(),
    seconds: Math.max(0, (ended.getTime() - started.getTime()) / 1000),
  };
}
