import { type Duration } from 'aws-cdk-lib';
import { SearchExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, SERVICE_DIMENSION } from '../../domain/run/run-metrics';

export interface SearchOptions {
  readonly name: string;
  readonly service: string;
  /** Beside `service`, in any order. Their values are not known when the dashboard is made. */
  readonly dimensions: readonly string[];
  readonly statistic: string;
  readonly period: Duration;
}

/**
 * One line for each combination of values that the dimensions have had: models and data sets are
 * known only when runs name them. For graphs; an alarm cannot search.
 * Source: CloudWatch user guide, "Search expression syntax": what has other characters than letters
 * and digits is quoted, and a search finds what was written in the last two weeks.
 */
export function searchMetrics(options: SearchOptions): SearchExpression {
  const { name, service, dimensions, statistic, period } = options;
  const schema = [`"${METRICS_NAMESPACE}"`, SERVICE_DIMENSION, ...dimensions].join(',');
  const terms = `MetricName="${name}" ${SERVICE_DIMENSION}="${service}"`;
  return new SearchExpression({
    expression: `SEARCH('{${schema}} ${terms}', '${statistic}', ${period.toSeconds()})`,
    period,
    // Empty: CloudWatch labels each line by what differs, which is the dimensions' values.
    label: '',
  });
}
