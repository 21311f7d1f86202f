import { type JsonInput, type Place, type Right, text } from '../iam/rights';

/**
 * A right on a log group, or on one of its streams. IAM names a group as its streams without a name,
 * which is why a policy's ARN of a group ends in `:*`.
 * Source: Service Authorization Reference, "... for Amazon CloudWatch Logs"; the form of the ARN is
 * that of CloudWatch Logs' denials.
 */
export function logsRight(
  { region, accountId }: Place,
  action: string,
  group: string,
  stream = '',
): Right {
  const resource = `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:${stream}`;
  return { action: `logs:${action}`, resource };
}

/** The rights of CloudWatch Logs' operations. */
export function logsRights(place: Place) {
  const group = (action: string) => (input: JsonInput) => [
    logsRight(place, action, text(input.logGroupName)),
  ];
  const stream = (action: string) => (input: JsonInput) => [
    logsRight(place, action, text(input.logGroupName), text(input.logStreamName)),
  ];
  return {
    CreateLogGroup: group('CreateLogGroup'),
    DeleteLogGroup: group('DeleteLogGroup'),
    CreateLogStream: stream('CreateLogStream'),
    DescribeLogGroups: () => [logsRight(place, 'DescribeLogGroups', '')],
    PutLogEvents: stream('PutLogEvents'),
    DescribeLogStreams: group('DescribeLogStreams'),
    GetLogEvents: stream('GetLogEvents'),
    FilterLogEvents: group('FilterLogEvents'),
  };
}
