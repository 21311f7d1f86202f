import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { VARIANT_NAME } from '../../domain/realtime/endpoint-spec';
import { type AlarmSpec, condition, FIVE_MINUTES, occurrence } from './alarm-spec';

/**
 * Requests that fail for one text that the container cannot take: invoke-batch halves a batch of 8,
 * so 8, 4, 2 and 1 texts fail, and the text alone is asked once more. One more is no single text.
 */
const MORE_THAN_ONE_TEXT = 6;

/** Half of the 60 s after which InvokeEndpoint ends a request; the metric is in microseconds. */
const SLOW = 30 * 1_000_000;

/**
 * Alarms on an endpoint. While it does not exist, since its lease is over, there is no data.
 * Source: SageMaker developer guide, "Monitor SageMaker AI with Amazon CloudWatch", endpoint
 * invocation metrics.
 */
export function endpointAlarms(endpointName: string): Record<string, AlarmSpec> {
  const metric = (metricName: string, statistic: string): Metric =>
    new Metric({
      namespace: 'AWS/SageMaker',
      metricName,
      dimensionsMap: { EndpointName: endpointName, VariantName: VARIANT_NAME },
      statistic,
      period: FIVE_MINUTES,
    });
  const errors = (metricName: string, what: string): AlarmSpec =>
    occurrence({
      section: 'The endpoint answers with errors',
      summary: `The endpoint ${endpointName} answered ${MORE_THAN_ONE_TEXT} requests or more in five minutes with ${what}.`,
      metric: metric(metricName, 'Sum'),
      threshold: MORE_THAN_ONE_TEXT,
    });
  return {
    Endpoint4XXErrors: errors('Invocation4XXErrors', 'status 4XX'),
    Endpoint5XXErrors: errors('Invocation5XXErrors', 'status 5XX'),
    EndpointModelErrors: errors('InvocationModelErrors', 'an error of its model, or too late'),
    // One long batch harms nobody; a quarter of an hour of them is the usual load.
    EndpointSlow: condition({
      section: 'The endpoint is slow',
      summary: `One in ten requests to the endpoint ${endpointName} has taken 30 s or more for 15 minutes; at 60 s they fail.`,
      metric: metric('ModelLatency', 'p90'),
      threshold: SLOW,
      periods: 3,
    }),
  };
}
