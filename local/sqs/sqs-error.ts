import { AwsError } from '../gateway/aws-error';

/** Codes of the query protocol; AWS JSON names some of the same errors otherwise, see `jsonErrorType`. */
const PREFIX = 'AWS.SimpleQueueService.';

export const noSuchQueue = (queue: string): AwsError =>
  new AwsError(`${PREFIX}NonExistentQueue`, `The specified queue does not exist: ${queue}`);

/** Errors whose code has the service's prefix in the query protocol, e.g. `EmptyBatchRequest`. */
export const sqsError = (name: string, message: string): AwsError =>
  new AwsError(PREFIX + name, message);

export const invalidValue = (message: string): AwsError =>
  new AwsError('InvalidParameterValue', message);

export const invalidAttribute = (name: string, value: string, valid: string): AwsError =>
  new AwsError(
    'InvalidAttributeValue',
    `Invalid value for the parameter ${name}: '${value}'. Valid: ${valid}.`,
  );

const JSON_TYPES: Readonly<Record<string, string>> = {
  [`${PREFIX}NonExistentQueue`]: 'QueueDoesNotExist',
  QueueAlreadyExists: 'QueueNameExists',
  InvalidParameterValue: 'InvalidParameterValueException',
};

/** `__type` of an error in AWS JSON. Source: the service's Smithy model, trait awsQueryError. */
export const jsonErrorType = (code: string): string =>
  JSON_TYPES[code] ?? code.slice(code.startsWith(PREFIX) ? PREFIX.length : 0);
