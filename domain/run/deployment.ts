import * as z from 'zod';
import { deployedModelSchema } from './deployed-model';
import { presetInputSchema, runDefaultsSchema } from './request';

/** Bounds that the deployment sets for every run. */
export const runLimitsSchema = z.strictObject({
  maxRecordsPerShard: z.int().min(1).max(10_000),
  /** Assumed for one record on one instance; decides how many share a request. */
  secondsPerRecord: z.number().positive(),
  /** InvocationsTimeoutInSeconds of the job; SageMaker allows up to 3,600. */
  invocationTimeoutSeconds: z.int().min(1).max(3600),
  /** InvocationsMaxRetries of the job. */
  invocationRetries: z.int().min(0).max(3),
});

/** An input under a short name. */
const presetSchema = z.strictObject({
  /** One sentence for whoever chooses. */
  description: z.string(),
  input: presetInputSchema,
});

/**
 * What the synthesized state machine tells plan-run of the deployment: a literal in its first
 * state, so that the console shows what `{}` would run.
 */
export const deploymentSchema = z.strictObject({
  codeVersion: z.string(),
  models: z.array(deployedModelSchema).min(1),
  /** Foreign buckets that data sets may lie in. */
  datasetBuckets: z.array(z.string()),
  /** Data sets that came with the deployment, `s3://bucket/key`: read although their bucket is foreign. */
  bundledDatasets: z.array(z.string()),
  runDefaults: runDefaultsSchema,
  /** By name; `{"preset": "smoke"}` picks one. */
  presets: z.record(z.string(), presetSchema),
  limits: runLimitsSchema,
});

export type Presets = Deployment['presets'];
export type RunLimits = z.infer<typeof runLimitsSchema>;
export type Deployment = z.infer<typeof deploymentSchema>;
