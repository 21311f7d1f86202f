import { AwsError } from '../gateway/aws-error';

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message, 409);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404);
}

/** In EventBridge Scheduler's words, with the reason behind them. */
export function invalidExpression(expression: string, reason: string): AwsError {
  return new AwsError(
    'ValidationException',
    `Invalid Schedule Expression ${expression}. ${reason}`,
  );
}
