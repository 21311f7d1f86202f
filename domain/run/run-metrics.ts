/**
 * The CloudWatch metrics of runs, under one name each: `announce-run` writes them once a run, the
 * alarms and the dashboard read them. Dimensions beside `service` (the deployment's stack prefix)
 * are named with each list.
 */
export const METRICS_NAMESPACE = 'text2text-batch';

/** Dimension of every metric: the deployment. The name is Powertools', which adds it by itself. */
export const SERVICE_DIMENSION = 'service';

/** Counts of one: `service`, `status`. */
export const RUNS_METRIC = 'Runs';
export const STATUS_DIMENSION = 'status';

/** `service` alone. Counts of a run's records; of runs that came to their end. */
export const RECORD_METRICS = {
  read: 'RecordsRead',
  rejected: 'RecordsRejected',
  submitted: 'RecordsSubmitted',
  scored: 'RecordsScored',
  unscored: 'RecordsUnscored',
  failed: 'RecordsFailed',
  missing: 'RecordsMissing',
} as const;

/** `service` alone. Answered records by second of the transform job; of runs that came to their end. */
export const RECORDS_PER_SECOND_METRIC = 'RecordsPerSecond';

/**
 * `service` alone. Seconds: the run, and its phases as `times.phases` of the results has them. Of runs
 * that came to their end: one that fails at once would only blur the others.
 */
export const DURATION_METRICS = {
  run: 'RunSeconds',
  prepare: 'PrepareSeconds',
  provision: 'ProvisionSeconds',
  transform: 'TransformSeconds',
  score: 'ScoreSeconds',
} as const;

/** `service`, `instanceType`: hours that SageMaker bills, also of failed and aborted runs. */
export const INSTANCE_HOURS_METRIC = 'InstanceHours';
export const INSTANCE_TYPE_DIMENSION = 'instanceType';

/** `service`, `model`, `dataset`: the four numbers, 0 .. 1. */
export const ROUGE_METRICS = {
  rouge1: 'Rouge1',
  rouge2: 'Rouge2',
  rougeL: 'RougeL',
  rougeLsum: 'RougeLsum',
} as const;
export const MODEL_DIMENSION = 'model';
export const DATASET_DIMENSION = 'dataset';

/** `service` alone. Jobs that `sweep-jobs` had to stop: 0 at each sweep, unless a net had a hole. */
export const SWEPT_JOBS_METRIC = 'SweptJobs';

/** `service` alone. 1 for a run whose transform job failed, with or without results: SageMaker has no such metric. */
export const FAILED_JOBS_METRIC = 'FailedTransformJobs';
