import * as z from 'zod';
import { transformJobCostSchema } from '../cost/transform-job-cost';
import { countsSchema } from './counts';
import { cutText } from './cut-text';
import { fmeasures } from './fmeasures';
import { executionSchema } from './plan';
import {
  estimateSchema,
  rougeSchema,
  timesSchema,
  transformJobSchema,
  type Results,
} from './results';

/** The event that announces a run's end on the default bus; `docs/run-completed.schema.json` describes its detail. */
export const EVENT_SOURCE = 'text2text-batch';
export const RUN_COMPLETED = 'Text2TextRunCompleted';

export const RUN_COMPLETED_VERSION = 1;

/** An error may carry a service's whole answer; its first lines say what is wrong. */
const MAX_ERROR_MESSAGE = 4000;
/** Longer than an S3 URI can be: 63 characters of bucket and 1,024 of key. */
const MAX_TEXT = 1200;
/** summarize-run gives one for each kind of doubt. */
const MAX_WARNINGS = 20;

/** `Text2TextRunCompleted`, once for each run that came to an end, whatever its status. */
export const runCompletedSchema = z.strictObject({
  version: z.literal(RUN_COMPLETED_VERSION),
  runId: z.string(),
  status: z.enum(['Completed', 'CompletedWithFailures', 'Failed', 'Aborted']),
  execution: executionSchema,
  /** Name of the deployed model. Null: the run failed. */
  model: z.string().nullable(),
  /** S3 URI. Null: the run failed. */
  dataset: z.string().nullable(),
  /** Null: the run failed. */
  counts: countsSchema.nullable(),
  /** The four numbers. Null: no record was scored. */
  rouge: rougeSchema.nullable(),
  /** Mean F and its 95 % interval, by ROUGE type. */
  fmeasure: z.record(z.string(), estimateSchema).nullable(),
  times: timesSchema,
  /** Null: the run ended before it had a job. */
  transformJob: transformJobSchema.nullable(),
  cost: transformJobCostSchema.nullable(),
  /** Null unless the run failed or was aborted. A long message is cut. */
  error: z.strictObject({ name: z.string(), message: z.string() }).nullable(),
  warnings: z.array(z.string()).max(MAX_WARNINGS),
  links: z.strictObject({
    results: z.string(),
    resultsPage: z.string(),
    predictions: z.string().nullable(),
    execution: z.string(),
    transformJob: z.string().nullable(),
    jobLogs: z.string().nullable(),
  }),
});

export type RunCompleted = z.infer<typeof runCompletedSchema>;

/**
 * The event's detail. An entry of PutEvents may have 256 KB; this stays below whatever the results
 * hold: 22 free texts of at most 1,200 characters, of at most 6 bytes each (`\\u0000`), are 158 KB,
 * and all else is a few KB.
 * Source: EventBridge user guide, "Calculating PutEvents event entry size".
 */
export function runCompleted(results: Results): RunCompleted {
  const { runId, status, execution, times, transformJob, cost } = results;
  const { resultsPage, jobLogs } = results.links;
  const common = {
    version: RUN_COMPLETED_VERSION,
    runId,
    status,
    execution,
    times,
    transformJob,
    cost,
  } as const;
  const links = {
    results: results.links.results,
    resultsPage,
    predictions: null,
    execution: results.links.execution,
    transformJob: results.links.transformJob,
    jobLogs,
  };
  if ('error' in results) {
    const { name, message } = results.error;
    return {
      ...common,
      model: null,
      dataset: null,
      counts: null,
      rouge: null,
      fmeasure: null,
      error: { name: cutText(name, MAX_TEXT), message: cutText(message, MAX_ERROR_MESSAGE) },
      warnings: [],
      links,
    };
  }
  const { provenance, counts, rouge, warnings } = results;
  return {
    ...common,
    model: cutText(provenance.model.name, MAX_TEXT),
    dataset: cutText(provenance.dataset.uri, MAX_TEXT),
    counts,
    rouge,
    fmeasure: fmeasures(results),
    error: null,
    warnings: warnings.slice(0, MAX_WARNINGS).map((warning) => cutText(warning, MAX_TEXT)),
    links: { ...links, predictions: results.links.predictions },
  };
}
