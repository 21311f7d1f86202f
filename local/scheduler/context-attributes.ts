/** What one attempt knows of itself. */
export interface AttemptContext {
  readonly scheduleArn: string;
  /** Epoch milliseconds. */
  readonly scheduledTime: number;
  readonly executionId: string;
  /** From 1. */
  readonly attemptNumber: number;
}

/**
 * Puts the attempt's values in the place of `<aws.scheduler.NAME>` keywords.
 * Source: EventBridge Scheduler user guide, "Adding context attributes".
 */
export function fillContextAttributes(input: string, context: AttemptContext): string {
  const values: Readonly<Record<string, string>> = {
    'schedule-arn': context.scheduleArn,
    'scheduled-time': isoSeconds(context.scheduledTime),
    'execution-id': context.executionId,
    'attempt-number': String(context.attemptNumber),
  };
  return input.replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (keyword, name: string) => values[name] ?? keyword,
  );
}

/** UTC in whole seconds, e.g. `2022-03-22T18:59:43Z`. */
export function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
