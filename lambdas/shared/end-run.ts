import { type SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  executionLink,
  jobLogsLink,
  objectLink,
  transformJobLink,
} from '../../domain/run/deep-link';
import { RunLayout } from '../../domain/run/layout';
import { runIdOf, transformJobName } from '../../domain/run/names';
import { FIRST_ATTEMPT, FIRST_PASS } from '../../domain/run/passes';
import { ownerSchema } from '../../domain/run/plan';
import { RESULTS_VERSION, type FailedResults } from '../../domain/run/results';
import { objectUri } from '../../domain/run/s3-uri';
import { jobCost, resultsJob, runTimes } from './billed-job';
import { type EndedExecution } from './ended-execution';
import { findOwnJob, ownJob, stopOwnJob } from './own-job';
import { type RunStore } from './run-store';

export interface EndRunClients {
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
export async function endRun(
  ended: EndedExecution,
  { store, sagemaker, region, now }: EndRunClients,
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
  const job = await findOwnJob(own, sagemaker);
  const at = now();
  const results: FailedResults = {
    contractVersion: RESULTS_VERSION,
    runId,
    execution: ended.execution,
    status: ended.status,
    error: ended.error,
    times: runTimes(ended.execution.startTime, job, at),
    transformJob: job ? resultsJob(job, at) : null,
    cost: job ? jobCost(job, region, at) : null,
    links: {
      results: objectUri({ bucket: store.bucket, key: layout.results }),
      resultsPage: objectLink(region, { bucket: store.bucket, key: layout.results }),
      execution: executionLink(ended.execution.arn),
      transformJob: job ? transformJobLink(region, jobName) : null,
      jobLogs: job ? jobLogsLink(region, jobName) : null,
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
