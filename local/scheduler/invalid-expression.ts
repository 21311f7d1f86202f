import { AwsError } from '../gateway/aws-error';

/** In EventBridge Scheduler's words, with the reason behind them. */
export function invalidExpression(expression: string, reason: string): AwsError {
  return new AwsError(
    'ValidationException',
    `Invalid Schedule Expression ${expression}. ${reason}`,
  );
}
