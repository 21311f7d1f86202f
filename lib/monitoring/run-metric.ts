import { type Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, SERVICE_DIMENSION } from '../../domain/run/run-metrics';

export interface RunMetricOptions {
  /** Name in `domain/run/run-metrics.ts`. */
  readonly name: string;
  /** The deployment: its stack prefix. */
  readonly service: string;
  /** @default - `service` alone */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** `Sum`, `Average`, `p50` ... */
  readonly statistic: string;
  readonly period: Duration;
  /** In a legend; none for an alarm, which would take it for an expression. @default - the metric's name */
  readonly label?: string;
}

/** A metric that this application writes itself. CDK's constructs name those of AWS. */
export function runMetric(options: RunMetricOptions): Metric {
  const { name, service, dimensions, statistic, period, label } = options;
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName: name,
    dimensionsMap: { [SERVICE_DIMENSION]: service, ...dimensions },
    statistic,
    period,
    ...(label === undefined ? {} : { label }),
  });
}
