import { type Metrics } from '@aws-lambda-powertools/metrics';
import { type SFNClient } from '@aws-sdk/client-sfn';
import { ownerSchema } from '../../domain/run/plan';
import { SWEPT_JOBS_METRIC } from '../../domain/run/run-metrics';
import { endRun, type EndRunClients } from '../shared/end-run';
import { executionEnd } from './execution-end';
import { jobsInProgress, type JobInProgress } from './jobs-in-progress';
import { runOfJob } from './run-of-job';

export interface SweepJobsClients extends EndRunClients {
  readonly stepFunctions: SFNClient;
  readonly metrics: Metrics;
}

export interface Sweep {
  /** How many jobs of the account were looked at. */
  readonly inProgress: number;
  /** Names of jobs that had outlived their run. */
  readonly stopped: readonly string[];
  /** Names of jobs that are ours, but of which nothing tells whose run they serve. */
  readonly ownerless: readonly string[];
}

type Verdict = 'foreign' | 'ownerless' | 'running' | 'stopped' | 'ended meanwhile';

/**
 * Ends each run whose execution is over while its transform job goes on costing money: the net
 * below the state machine's clean-up and the rule on ended executions. A young job needs no grace,
 * since owner.json is there before the job is. SWEPT_JOBS_METRIC counts what was stopped, also 0.
 *
 * @throws SweepIncomplete naming the jobs that could not be judged or stopped, after all others were
 */
export async function sweepJobs(clients: SweepJobsClients): Promise<Sweep> {
  const jobs = await jobsInProgress(clients.sagemaker);
  const stopped: string[] = [];
  const ownerless: string[] = [];
  const failures: { name: string; error: unknown }[] = [];
  for (const job of jobs) {
    try {
      const verdict = await sweepJob(job, clients);
      if (verdict === 'stopped') stopped.push(job.name);
      if (verdict === 'ownerless') ownerless.push(job.name);
    } catch (error) {
      failures.push({ name: job.name, error });
    }
  }
  clients.metrics.addMetric(SWEPT_JOBS_METRIC, 'Count', stopped.length);
  clients.metrics.publishStoredMetrics();
  if (failures.length > 0) throw new SweepIncomplete(failures, stopped);
  return { inProgress: jobs.length, stopped, ownerless };
}

async function sweepJob(job: JobInProgress, clients: SweepJobsClients): Promise<Verdict> {
  const { store, sagemaker, stepFunctions } = clients;
  const run = await runOfJob(job, { bucket: store.bucket, sagemaker });
  if (!run) return 'foreign';
  const owner = await store.readJsonIfPresent(run.owner, ownerSchema);
  // The run's folder was deleted. Nothing tells whether somebody waits for the job, so a person decides.
  if (!owner) return 'ownerless';
  const ended = await executionEnd(owner.execution, stepFunctions);
  if (!ended) return 'running';
  const { transformJob } = await endRun(ended, clients);
  return transformJob === 'stopped' ? 'stopped' : 'ended meanwhile';
}

/** Thrown after every job had its turn, for Lambda's retries and the function's alarm. */
class SweepIncomplete extends Error {
  override readonly name = 'SweepIncomplete';

  constructor(
    failures: readonly { readonly name: string; readonly error: unknown }[],
    stopped: readonly string[],
  ) {
    const reasons = failures.map(({ name, error }) => `${name}: ${String(error)}`).join('; ');
    super(
      `transform jobs that could not be judged or stopped: ${reasons}; ` +
        `stopped: ${stopped.join(', ') || 'none'}`,
      { cause: failures[0]?.error },
    );
  }
}
