import { AwsError } from '../../gateway/aws-error';
import { logGroupOf } from './log-group';

/** Where an endpoint is. */
export interface EndpointPlace {
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly endpointName: string;
}

/** What a container did instead of answering with 2xx. */
export interface ContainerFailure {
  /** HTTP status of the container; 0 if it gave none. */
  readonly status: number;
  /** What it said, or what the platform says for it; undefined if that could not be loaded. */
  readonly message: string | undefined;
}

export const TIMED_OUT: ContainerFailure = {
  status: 0,
  message:
    'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.',
};

export const NO_RESPONSE: ContainerFailure = {
  status: 0,
  message: 'Amazon SageMaker could not get a response from the primary endpoint.',
};

/**
 * ModelError, 424, with AWS's message for the failure.
 * Shapes: aws/amazon-sagemaker-examples#235 and #4324, aws/sagemaker-python-sdk#703.
 */
export function modelError(place: EndpointPlace, { status, message }: ContainerFailure): AwsError {
  const { region, accountId, endpointName } = place;
  const group = logGroupOf(endpointName);
  const side = status >= 400 && status < 500 ? 'client' : 'server';
  const said =
    message === undefined
      ? 'and could not load the entire response body'
      : `with message "${message}"`;
  const text =
    `Received ${side} error (${status}) from primary ${said}. ` +
    `See https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group} ` +
    `in account ${accountId} for more information.`;
  return new AwsError('ModelError', text, 424, {
    OriginalStatusCode: status,
    OriginalMessage: message ?? '',
    LogStreamArn: `arn:aws:logs:${region}:${accountId}:log-group:${group}`,
  });
}
