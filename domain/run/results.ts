import * as z from 'zod';
import { transformJobCostSchema } from '../cost/transform-job-cost';
import { countsSchema } from './counts';
import { phasesSchema } from './phases';
import { executionSchema } from './plan';
import { runSettingsSchema } from './request';

/** Version of `results.json`; `docs/results.schema.json` is generated from this schema. */
export const RESULTS_VERSION = 1;

const fraction = z.number().min(0).max(1);
const count = z.int().min(0);

/** Mean over the records, and a 95 % interval. */
export const estimateSchema = z.strictObject({ mean: fraction, low: z.number(), high: z.number() });
const measuresSchema = z.strictObject({
  precision: estimateSchema,
  recall: estimateSchema,
  fmeasure: estimateSchema,
});
/** By ROUGE type. */
const scoresSchema = z.record(z.string(), measuresSchema);
/** By ROUGE type: what `evaluate.load("rouge", seed=S).compute(...)` prints. */
export const rougeSchema = z.record(z.string(), fraction);

const baselineSchema = z.strictObject({
  /** Scored records whose text could be cut into sentences. */
  records: count,
  rouge: rougeSchema,
  scores: scoresSchema,
});

const provenanceSchema = z.strictObject({
  codeVersion: z.string(),
  model: z.strictObject({
    name: z.string(),
    modelName: z.string(),
    jumpStart: z.strictObject({ modelId: z.string(), version: z.string() }).nullable(),
    image: z.string(),
    modelDataUrl: z.string(),
    /** Null: the artefact is in a bucket that the functions may not read (JumpStart's). */
    modelDataETag: z.string().nullable(),
  }),
  settings: runSettingsSchema,
  dataset: z.strictObject({ uri: z.string(), etag: z.string(), bytes: count }),
  references: z.strictObject({ uri: z.string(), etag: z.string(), bytes: count }).nullable(),
  /** SHA-256 of the prompt template. */
  promptSha256: z.string(),
});

/** Objects by their S3 URI, console pages by their URL. */
const linksSchema = z.strictObject({
  results: z.string(),
  predictions: z.string(),
  scores: z.string().nullable(),
  ledger: z.string().nullable(),
  resultsPage: z.string(),
  execution: z.string(),
  transformJob: z.string().nullable(),
  jobLogs: z.string().nullable(),
});

export const timesSchema = z.strictObject({
  started: z.iso.datetime(),
  ended: z.iso.datetime(),
  seconds: z.number().min(0),
  phases: phasesSchema,
});

export const transformJobSchema = z.strictObject({
  name: z.string(),
  /** When the results were written: a failed run's job may have been stopped just after. */
  status: z.string(),
  instanceType: z.string(),
  instanceCount: z.int().min(1),
  /** TransformStartTime to TransformEndTime, or to the results of a job that was still running. */
  billedSeconds: z.number().min(0),
});

/** A run that came to its end. */
export const completedResultsSchema = z.strictObject({
  contractVersion: z.literal(RESULTS_VERSION),
  runId: z.string(),
  execution: executionSchema,
  status: z.enum(['Completed', 'CompletedWithFailures']),
  counts: countsSchema,
  /** Null: no record was scored. */
  rouge: rougeSchema.nullable(),
  scores: scoresSchema.nullable(),
  /** The same with failed and missing records that have a reference counted as 0. */
  scoresCountingUnansweredAsZero: scoresSchema.nullable(),
  aggregation: z.strictObject({
    /** `evaluate`: seeded bootstrap in data-set order; `exact-sums`: mean and normal interval, above 200,000 records. */
    method: z.enum(['evaluate', 'exact-sums']),
    confidence: fraction,
    seed: count,
  }),
  baselines: z.strictObject({ lead1: baselineSchema, lead3: baselineSchema }).nullable(),
  outputs: z.strictObject({
    meanWords: z.number().min(0),
    maxWords: count,
    /** Share of answers with at least max_length - 1 words, which were surely cut. Null: no max_length. */
    surelyCut: fraction.nullable(),
    /** Lines of the job's output that answer no record: unreadable, repeated, or of an unknown id. */
    strayLines: count,
  }),
  /** What a reader must know before trusting the numbers, one sentence each. */
  warnings: z.array(z.string()),
  times: timesSchema,
  transformJob: transformJobSchema,
  cost: transformJobCostSchema,
  provenance: provenanceSchema,
  links: linksSchema,
});

/** A run that did not; written by the clean-up or by the net outside the state machine. */
export const failedResultsSchema = z.strictObject({
  contractVersion: z.literal(RESULTS_VERSION),
  runId: z.string(),
  execution: executionSchema,
  status: z.enum(['Failed', 'Aborted']),
  error: z.strictObject({ name: z.string(), message: z.string() }),
  times: timesSchema,
  /** Null: the run ended before it had a job. */
  transformJob: transformJobSchema.nullable(),
  /** Also failed and stopped jobs are billed. */
  cost: transformJobCostSchema.nullable(),
  links: linksSchema.pick({
    results: true,
    resultsPage: true,
    execution: true,
    transformJob: true,
    jobLogs: true,
  }),
});

export const resultsSchema = z.discriminatedUnion('status', [
  completedResultsSchema,
  failedResultsSchema,
]);

/**
 * That a run has ended, and how. Read leniently, whatever version wrote the results: a
 * start-transform that refuses them would leave its newborn job running.
 */
export const runEndSchema = z.object({
  status: z.string(),
  times: z.object({ ended: z.string() }),
});

export type CompletedResults = z.infer<typeof completedResultsSchema>;
export type FailedResults = z.infer<typeof failedResultsSchema>;
export type Results = z.infer<typeof resultsSchema>;
export type RunTimes = z.infer<typeof timesSchema>;
export type ResultsJob = z.infer<typeof transformJobSchema>;
export type Estimate = z.infer<typeof estimateSchema>;
export type Measures = z.infer<typeof measuresSchema>;
export type ScoresByType = z.infer<typeof scoresSchema>;
export type RougeByType = z.infer<typeof rougeSchema>;
export type Baseline = z.infer<typeof baselineSchema>;
