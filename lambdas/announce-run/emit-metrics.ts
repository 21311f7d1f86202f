import { type Metrics } from '@aws-lambda-powertools/metrics';
import { type MetricGroup } from './metric-groups';

/** One line in CloudWatch's embedded metric format for each set of dimensions. */
export function emitMetrics(metrics: Metrics, groups: readonly MetricGroup[]): void {
  for (const { dimensions, values } of groups) {
    for (const [name, value] of Object.entries(dimensions)) metrics.addDimension(name, value);
    for (const { name, unit, value } of values) metrics.addMetric(name, unit, value);
    // Also clears the dimensions, so that the next set begins with the deployment's alone.
    metrics.publishStoredMetrics();
  }
}
