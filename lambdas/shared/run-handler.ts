import { type Context } from 'aws-lambda';
import { type Correlation, type LogEntry } from '../../domain/run/log-events';
import { logger } from './logger';

export interface RunHandlerOptions<Payload, Answer> {
  /** @throws for an event that is not the function's payload */
  readonly parse: (event: unknown) => Payload;
  /** Keys of the invocation's log line, whether it succeeds or fails. */
  readonly correlation: (payload: Payload) => Correlation;
  /**
   * @param context for functions that watch their time
   * @returns what the caller gets, and the log line that tells how it went
   */
  readonly work: (
    payload: Payload,
    context: Context,
  ) => Promise<{ answer: Answer; entry: LogEntry }>;
}

/**
 * A function's handler, which logs one line at the end of each invocation. An error is logged as
 * StepFailed and thrown as it came, since callers route on its name.
 */
export function runHandler<Payload, Answer>(options: RunHandlerOptions<Payload, Answer>) {
  return async (event: unknown, context: Context): Promise<Answer> => {
    logger.addContext(context);
    try {
      const payload = options.parse(event);
      logger.appendKeys(options.correlation(payload));
      const { answer, entry } = await options.work(payload, context);
      log(entry);
      return answer;
    } catch (error) {
      log({ event: 'StepFailed', error });
      throw error;
    } finally {
      // The next invocation of this environment is another run's.
      logger.resetKeys();
    }
  };
}

function log({ event, ...fields }: LogEntry): void {
  if (event === 'StepFailed') logger.error(event, fields);
  else logger.info(event, fields);
}
