import { createHash } from 'node:crypto';
import { type DescribeTransformJobCommandOutput } from '@aws-sdk/client-sagemaker';
import { type Counts } from '../../domain/run/counts';
import {
  executionLink,
  jobLogsLink,
  objectLink,
  transformJobLink,
} from '../../domain/run/deep-link';
import { RunLayout } from '../../domain/run/layout';
import { type ScoredShard } from '../../domain/run/outcomes';
import { type DatasetObject, type Plan } from '../../domain/run/plan';
import { RESULTS_VERSION, type CompletedResults } from '../../domain/run/results';
import { objectUri } from '../../domain/run/s3-uri';
import { jobCost, resultsJob, runTimes } from '../shared/billed-job';
import { type RunScores } from './aggregate-scores';
import { findWarnings } from './warnings';

/** The interval's level: `evaluate` and the tables of published results use 95 %. */
const CONFIDENCE = 0.95;

export interface CompletedResultsOptions {
  readonly plan: Plan;
  readonly job: DescribeTransformJobCommandOutput;
  readonly counts: Counts;
  readonly shards: readonly ScoredShard[];
  readonly scores: RunScores;
  readonly hasLedger: boolean;
  readonly modelDataETag: string | null;
  readonly bucket: string;
  readonly region: string;
  readonly ended: Date;
}

/** Everything that is known of a run at its end, as `results.json` has it. */
export function completedResults(options: CompletedResultsOptions): CompletedResults {
  const { plan, job, counts, shards, scores, region, ended } = options;
  return {
    contractVersion: RESULTS_VERSION,
    runId: plan.runId,
    execution: plan.execution,
    status:
      counts.rejected + counts.failed + counts.missing > 0 ? 'CompletedWithFailures' : 'Completed',
    counts,
    rouge: scores.answer?.rouge ?? null,
    scores: scores.answer?.scores ?? null,
    scoresCountingUnansweredAsZero: scores.countingUnansweredAsZero,
    aggregation: { method: scores.method, confidence: CONFIDENCE, seed: plan.settings.rouge.seed },
    baselines: scores.baselines,
    outputs: outputsOf(plan, counts, shards),
    warnings: findWarnings(plan, counts, shards),
    times: runTimes(plan.execution.startTime, job, ended),
    transformJob: resultsJob(job, ended),
    cost: jobCost(job, region, ended),
    provenance: provenanceOf(options),
    links: linksOf(options),
  };
}

function outputsOf(plan: Plan, counts: Counts, shards: readonly ScoredShard[]) {
  const answered = counts.scored + counts.unscored;
  const over = (value: (shard: ScoredShard) => number): number =>
    shards.reduce((sum, shard) => sum + value(shard), 0);
  const limited = typeof plan.settings.hyperParameters?.max_length === 'number';
  return {
    meanWords: answered === 0 ? 0 : over(({ answerWords }) => answerWords.sum) / answered,
    maxWords: shards.reduce((max, { answerWords }) => Math.max(max, answerWords.max), 0),
    surelyCut:
      limited && answered > 0 ? over(({ answersSurelyCut }) => answersSurelyCut) / answered : null,
    strayLines: over(({ strayLines }) => strayLines),
  };
}

function provenanceOf({ plan, modelDataETag }: CompletedResultsOptions) {
  const { name, modelName, jumpStart, image, modelDataUrl } = plan.model;
  const sourceOf = (object: DatasetObject) => ({
    uri: objectUri(object),
    etag: object.etag,
    bytes: object.bytes,
  });
  return {
    codeVersion: plan.codeVersion,
    model: { name, modelName, jumpStart, image, modelDataUrl, modelDataETag },
    settings: plan.settings,
    dataset: sourceOf(plan.dataset),
    references: plan.references && sourceOf(plan.references),
    promptSha256: createHash('sha256').update(plan.settings.prompt).digest('hex'),
  };
}

function linksOf({ plan, job, counts, hasLedger, bucket, region }: CompletedResultsOptions) {
  const layout = new RunLayout(plan.runId);
  const uri = (key: string): string => objectUri({ bucket, key });
  const jobName = job.TransformJobName ?? '';
  return {
    results: uri(layout.results),
    predictions: uri(layout.predictionsPrefix),
    scores: counts.scored > 0 ? uri(layout.scoresPrefix) : null,
    ledger: hasLedger ? uri(layout.ledger) : null,
    resultsPage: objectLink(region, { bucket, key: layout.results }),
    execution: executionLink(plan.execution.arn),
    transformJob: transformJobLink(region, jobName),
    jobLogs: jobLogsLink(region, jobName),
  };
}
