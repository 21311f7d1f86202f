import { Duration } from 'aws-cdk-lib';
import { GraphWidget, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import {
  DATASET_DIMENSION,
  DURATION_METRICS,
  INSTANCE_HOURS_METRIC,
  INSTANCE_TYPE_DIMENSION,
  MODEL_DIMENSION,
  RECORD_METRICS,
  RECORDS_PER_SECOND_METRIC,
  ROUGE_METRICS,
  RUNS_METRIC,
  STATUS_DIMENSION,
} from '../../domain/run/run-metrics';
import { completedResultsSchema, failedResultsSchema } from '../../domain/run/results';
import { runMetric } from './run-metric';
import { searchMetrics } from './search-metrics';

const STATUSES = [completedResultsSchema, failedResultsSchema].flatMap(
  ({ shape }): readonly string[] => shape.status.options,
);
/** A run takes minutes to hours: an hour is fine enough, and a week still shows as a week. */
const HOUR = Duration.hours(1);
/** Quality and cost are compared by day. */
const DAY = Duration.days(1);
/** A dashboard is 24 wide. */
const HALF = 12;
const QUARTER = 6;

/** How many runs, how many records, how fast. */
export function throughputWidgets(service: string): IWidget[] {
  const { read, ...parts } = RECORD_METRICS;
  const sum = (name: string) => runMetric({ name, service, statistic: 'Sum', period: HOUR });
  return [
    new GraphWidget({
      title: 'Runs by status',
      width: HALF,
      stacked: true,
      left: STATUSES.map((status) =>
        runMetric({
          name: RUNS_METRIC,
          service,
          dimensions: { [STATUS_DIMENSION]: status },
          statistic: 'Sum',
          period: HOUR,
          label: status,
        }),
      ),
    }),
    new GraphWidget({
      title: 'Records, and records per second of the job',
      width: HALF,
      left: [read, ...Object.values(parts)].map(sum),
      right: [
        runMetric({
          name: RECORDS_PER_SECOND_METRIC,
          service,
          statistic: 'Average',
          period: HOUR,
        }),
      ],
    }),
  ];
}

/** Where a run's time goes. The phases add up to the run, but for waits between them. */
export function phaseWidget(service: string): IWidget {
  const { run, ...phases } = DURATION_METRICS;
  const average = (name: string) =>
    runMetric({ name, service, statistic: 'Average', period: HOUR });
  return new GraphWidget({
    title: 'Seconds of a run, by phase (average)',
    width: HALF,
    left: [run, ...Object.values(phases)].map(average),
  });
}

/** One graph a number, one line a model and data set: lines of different data sets do not compare. */
export function rougeWidgets(service: string): IWidget[] {
  return Object.values(ROUGE_METRICS).map(
    (name) =>
      new GraphWidget({
        title: `${name} by model and data set`,
        width: QUARTER,
        left: [
          searchMetrics({
            name,
            service,
            dimensions: [MODEL_DIMENSION, DATASET_DIMENSION],
            statistic: 'Average',
            period: DAY,
          }),
        ],
      }),
  );
}

/** What is billed, whatever the instance costs. */
export function instanceHoursWidget(service: string): IWidget {
  return new GraphWidget({
    title: 'Billed instance hours a day, by instance type',
    width: HALF,
    stacked: true,
    left: [
      searchMetrics({
        name: INSTANCE_HOURS_METRIC,
        service,
        dimensions: [INSTANCE_TYPE_DIMENSION],
        statistic: 'Sum',
        period: DAY,
      }),
    ],
  });
}
