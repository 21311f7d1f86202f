import { Duration } from 'aws-cdk-lib';
import {
  FAILED_JOBS_METRIC,
  RECORD_METRICS,
  SWEPT_JOBS_METRIC,
} from '../../domain/run/run-metrics';
import { type AlarmSpec, FIVE_MINUTES, occurrence } from './alarm-spec';
import { runMetric } from './run-metric';

/**
 * Alarms on what this application counts itself. Rejected records have none: the input's owner sees
 * them in the results, and nobody else can help.
 *
 * SageMaker publishes no metric of a transform job's status, so `announce-run` counts the runs whose
 * job failed, those that still ended with results included.
 */
export function recordAlarms(service: string): Record<string, AlarmSpec> {
  const sum = (name: string, period: Duration = FIVE_MINUTES) =>
    runMetric({ name, service, statistic: 'Sum', period });
  return {
    TransformJobFailed: occurrence({
      section: 'A transform job failed',
      summary: 'SageMaker reports a transform job of a run as failed.',
      metric: sum(FAILED_JOBS_METRIC),
    }),
    RecordsFailed: occurrence({
      section: 'Records failed',
      summary: 'A run ended with results, but the transform job kept no output of some shards.',
      metric: sum(RECORD_METRICS.failed),
    }),
    RecordsMissing: occurrence({
      section: 'Records are missing',
      summary: 'A run ended with results, but the output of some shards lacks records.',
      metric: sum(RECORD_METRICS.missing),
    }),
    // As long as the sweeper's interval: one message for one sweep.
    JobsSwept: occurrence({
      section: 'A job outlived its run',
      summary:
        'The sweeper stopped a transform job whose run had ended: a net before it has a hole.',
      metric: sum(SWEPT_JOBS_METRIC, Duration.minutes(15)),
    }),
  };
}
