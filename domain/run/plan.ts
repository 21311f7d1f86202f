import * as z from 'zod';
import { deployedModelSchema } from './deployed-model';
import { runLimitsSchema } from './deployment';
import { runSettingsSchema } from './request';

/**
 * Version of the files that functions leave for each other. A function that meets another one
 * refuses to guess (UnknownContractVersion).
 */
export const CONTRACT_VERSION = 1;

/** An object as it was when the run was planned; a changed ETag means other data. */
const datasetObjectSchema = z.strictObject({
  bucket: z.string(),
  key: z.string(),
  etag: z.string(),
  bytes: z.int().min(0),
});

const executionSchema = z.strictObject({
  arn: z.string(),
  name: z.string(),
  /** ISO 8601. */
  startTime: z.string(),
});

/** `plan.json`: what the run will do, settled once, read by every later step. */
export const planSchema = z.strictObject({
  contractVersion: z.literal(CONTRACT_VERSION),
  runId: z.string(),
  execution: executionSchema,
  settings: runSettingsSchema,
  model: deployedModelSchema,
  dataset: datasetObjectSchema,
  references: datasetObjectSchema.nullable(),
  limits: runLimitsSchema,
  recordsPerShard: z.int().min(1),
  pollIntervalSeconds: z.int().min(1),
  codeVersion: z.string(),
});

/**
 * `owner.json`: which execution the run's folder belongs to. Read leniently, whatever version wrote
 * it: a clean-up that refuses an old file would leave a job running.
 */
export const ownerSchema = z.object({ execution: executionSchema });

export type DatasetObject = z.infer<typeof datasetObjectSchema>;
export type Execution = z.infer<typeof executionSchema>;
export type Plan = z.infer<typeof planSchema>;
export type Owner = z.infer<typeof ownerSchema>;
export { executionSchema };
