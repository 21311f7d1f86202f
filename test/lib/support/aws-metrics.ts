/**
 * Metrics that AWS writes, by namespace, as its documentation lists them: Step Functions "Monitoring
 * metrics using CloudWatch", Lambda "Types of metrics", SQS "Available CloudWatch metrics".
 */
export const awsMetrics: Readonly<Record<string, readonly string[]>> = {
  'AWS/States': [
    'ExecutionTime',
    'ExecutionThrottled',
    'ExecutionsAborted',
    'ExecutionsFailed',
    'ExecutionsStarted',
    'ExecutionsSucceeded',
    'ExecutionsTimedOut',
  ],
  'AWS/Lambda': [
    'Invocations',
    'Errors',
    'DeadLetterErrors',
    'DestinationDeliveryFailures',
    'Throttles',
    'Duration',
    'ConcurrentExecutions',
    'AsyncEventsReceived',
    'AsyncEventAge',
    'AsyncEventsDropped',
  ],
  'AWS/SQS': [
    'ApproximateAgeOfOldestMessage',
    'ApproximateNumberOfMessagesVisible',
    'NumberOfMessagesReceived',
    'NumberOfMessagesSent',
  ],
};
