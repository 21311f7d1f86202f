/**
 * What the functions' log lines say happened: the `message` of a line, with the fields that it has
 * beside `level`, `timestamp`, `service`, `function_name`, `function_request_id` (Powertools') and
 * the CORRELATION_FIELDS that apply. One line for each invocation, at its end. Fields are keys,
 * counts and small facts, never texts of records, which may be confidential. Saved queries and the
 * runbook's commands are built from these names.
 */
export const logEvents = {
  /** plan-run: what the run will do is settled. `parts`: how many the data set is read in. */
  RunPlanned: ['parts', 'pollIntervalSeconds'],
  /** plan-run: another execution has the idempotency key; `duplicateOf` is its run. */
  DuplicateRefused: ['duplicateOf'],
  /** prepare-input, for each part. Counts of records, and of the shards made of them. */
  InputPrepared: ['read', 'rejected', 'submitted', 'referenced', 'shards'],
  /** start-transform: the job exists, by this attempt or an earlier one. */
  TransformJobStarted: ['shards', 'submitted'],
  /** check-transform, once a poll. `status` is SageMaker's; `answered` of `submitted` records. */
  TransformJobChecked: ['status', 'finished', 'answered', 'submitted'],
  /** score-shard, for each shard. Counts of records. */
  ShardScored: ['submitted', 'scored', 'unscored', 'failed', 'missing'],
  /** summarize-run: the results of a run that came to its end. Counts of records and of warnings. */
  RunSummarized: [
    'status',
    'read',
    'rejected',
    'submitted',
    'scored',
    'unscored',
    'failed',
    'missing',
    'warnings',
    'seconds',
  ],
  /**
   * stop-transform: a run that failed or was aborted. `results`: the status written, or why none was.
   * `transformJob`: `stopped`, a job's own last status, `none` or `untouched`.
   */
  RunEnded: ['results', 'transformJob'],
  /** announce-run: the event is out, and the metrics. */
  RunAnnounced: ['status'],
  /** announce-run: an object of another kind; `reason` says which. */
  AnnouncementSkipped: ['reason'],
  /** notify-run: the message is published, under SNS's `messageId`. */
  RunNotified: ['status', 'messageId'],
  /**
   * sweep-jobs: `inProgress` jobs of the account were looked at. Lists of job names: `stopped`, and
   * `ownerless`, which are ours but whose run has no owner.json to ask.
   */
  JobsSwept: ['inProgress', 'stopped', 'ownerless'],
  /**
   * sweep-endpoints: `looked` endpoints of the deployment. Lists of names: `deleted` and `warned`, and
   * `busy`, which are past their lease and change at the moment.
   */
  EndpointsSwept: ['looked', 'deleted', 'warned', 'busy'],
  /**
   * invoke-batch: counts of texts and of the `requests` that they took. `failures` has the number
   * of failed texts by the name of their error.
   */
  BatchInvoked: [
    'endpointName',
    'requested',
    'answered',
    'failed',
    'failures',
    'requests',
    'seconds',
  ],
  /**
   * Any function, at level ERROR: `error` has `name`, `message` and, where it was thrown, `stack`
   * and `cause`. Of a step that is retried, each attempt has one.
   */
  StepFailed: ['error'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type LogEvent = keyof typeof logEvents;

/** One line, less what Powertools and correlation add. */
export type LogEntry = {
  readonly [Event in LogEvent]: { readonly event: Event } & Readonly<
    Record<(typeof logEvents)[Event][number], unknown>
  >;
}[LogEvent];

/** Which run, and what of it, a line is about: on each line where it is known. */
export const CORRELATION_FIELDS = ['runId', 'transformJobName', 'part', 'pass', 'shard'] as const;

export type Correlation = Readonly<
  Partial<Record<(typeof CORRELATION_FIELDS)[number], string | number>>
>;
