import { transformJobCost } from '../../domain/cost/transform-job-cost';
import {
  RESULTS_VERSION,
  type CompletedResults,
  type FailedResults,
  type Measures,
  type ResultsJob,
  type RunTimes,
} from '../../domain/run/results';
import { EXECUTION, MODEL, runSettings } from './run-fixtures';

const TIMES: RunTimes = {
  started: '2026-01-31T10:00:00Z',
  ended: '2026-01-31T10:02:05Z',
  seconds: 125,
  phases: { prepare: 4, provision: 50, transform: 61, score: 10 },
};
const NO_PHASES = { prepare: null, provision: null, transform: null, score: null };
const LINKS = {
  results: 's3://data-bucket/runs/nightly/results.json',
  resultsPage: 'https://console/results',
  execution: 'https://console/execution',
  transformJob: 'https://console/job',
  jobLogs: 'https://console/logs',
};
/** Of two instances for 61 seconds. */
export const JOB: ResultsJob = {
  name: 'nightly-p1-a1',
  status: 'Completed',
  instanceType: 'ml.m5.large',
  instanceCount: 2,
  billedSeconds: 61,
};
export const COST = transformJobCost({ ...JOB, region: 'us-east-1' });

/** The same estimate for all three measures. */
export function measures(mean: number, low: number, high: number): Measures {
  const estimate = { mean, low, high };
  return { precision: estimate, recall: estimate, fmeasure: estimate };
}

/** Of a run of 1,200 records that are all scored. */
export function completedResults(changes: Partial<CompletedResults> = {}): CompletedResults {
  return {
    contractVersion: RESULTS_VERSION,
    runId: 'nightly',
    execution: EXECUTION,
    status: 'Completed',
    counts: {
      read: 1200,
      rejected: 0,
      submitted: 1200,
      scored: 1200,
      unscored: 0,
      failed: 0,
      missing: 0,
    },
    rouge: { rouge1: 0.25, rougeL: 0.125 },
    scores: { rouge1: measures(0.25, 0.2, 0.3), rougeL: measures(0.125, 0.1, 0.15) },
    scoresCountingUnansweredAsZero: null,
    aggregation: { method: 'evaluate', confidence: 0.95, seed: 42 },
    baselines: null,
    outputs: { meanWords: 12, maxWords: 40, surelyCut: null, strayLines: 0 },
    warnings: [],
    times: TIMES,
    transformJob: JOB,
    cost: COST,
    provenance: {
      codeVersion: 'test',
      model: {
        name: MODEL.name,
        modelName: MODEL.modelName,
        jumpStart: null,
        image: MODEL.image,
        modelDataUrl: MODEL.modelDataUrl,
        modelDataETag: null,
      },
      settings: runSettings(),
      dataset: { uri: 's3://data-bucket/data.jsonl', etag: '"etag"', bytes: 100 },
      references: null,
      promptSha256: '00',
    },
    links: {
      ...LINKS,
      predictions: 's3://data-bucket/runs/nightly/predictions/',
      scores: 's3://data-bucket/runs/nightly/scores/',
      ledger: null,
    },
    ...changes,
  };
}

export function failedResults(changes: Partial<FailedResults> = {}): FailedResults {
  return {
    contractVersion: RESULTS_VERSION,
    runId: 'nightly',
    execution: EXECUTION,
    status: 'Failed',
    error: { name: 'DatasetNotFound', message: 's3://data-bucket/data.jsonl does not exist' },
    times: { ...TIMES, phases: NO_PHASES },
    transformJob: null,
    cost: null,
    links: { ...LINKS, transformJob: null, jobLogs: null },
    ...changes,
  };
}
