import { AwsError } from '../gateway/aws-error';

/** Source: SNS API Reference, "Common errors" and those of each action. */
export const invalidParameter = (reason: string): AwsError =>
  new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);

export const topicNotFound = (arn: string): AwsError =>
  new AwsError('NotFound', `Topic does not exist: ${arn}`, 404);

export const subscriptionNotFound = (arn: string): AwsError =>
  new AwsError('NotFound', `Subscription does not exist: ${arn}`, 404);
