import { AwsError } from '../gateway/aws-error';
import { type AttemptContext, isoSeconds } from './context-attributes';
import { type ExhaustedCondition } from './retry-decision';

export interface DeadLetter {
  readonly targetArn: string;
  readonly context: AttemptContext;
  readonly error: unknown;
  readonly retries: number;
  /** Missing when the error is one that no retry would mend. */
  readonly exhausted?: ExhaustedCondition | undefined;
}

/**
 * Message attributes of a dead-letter event; its body is the target's input.
 * Source: EventBridge Scheduler user guide, "Retrieve the dead-letter event".
 */
export function deadLetterAttributes(letter: DeadLetter): Record<string, string> {
  const { targetArn, context, error, retries, exhausted } = letter;
  return {
    ERROR_CODE: error instanceof AwsError ? error.code : 'InternalFailure',
    ERROR_MESSAGE: error instanceof Error ? error.message : String(error),
    EXECUTION_ID: context.executionId,
    ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: String(retries),
    SCHEDULED_TIME: isoSeconds(context.scheduledTime),
    SCHEDULE_ARN: context.scheduleArn,
    TARGET_ARN: targetArn,
  };
}
