import { Duration } from 'aws-cdk-lib';
import { GraphWidget, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { type IFunction } from 'aws-cdk-lib/aws-lambda';
import { type IQueue } from 'aws-cdk-lib/aws-sqs';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { FAILED_JOBS_METRIC, SWEPT_JOBS_METRIC } from '../../domain/run/run-metrics';
import { FIVE_MINUTES } from './alarm-spec';
import { runMetric } from './run-metric';

const HALF = 12;
const SUM = { statistic: 'Sum', period: FIVE_MINUTES };

/** Executions as Step Functions counts them: what this application's own numbers can be held against. */
export function executionWidget(stateMachine: IStateMachine): IWidget {
  return new GraphWidget({
    title: 'Executions without success, and throttling',
    width: HALF,
    left: [
      stateMachine.metricFailed(SUM),
      stateMachine.metricTimedOut(SUM),
      stateMachine.metricAborted(SUM),
      stateMachine.metricThrottled(SUM),
    ],
  });
}

/** @param functions by name, which becomes the label */
export function functionWidgets(functions: Readonly<Record<string, IFunction>>): IWidget[] {
  const entries = Object.entries(functions);
  return [
    new GraphWidget({
      title: 'Duration of the functions (longest, ms)',
      width: HALF,
      left: entries.map(([label, handler]) =>
        handler.metricDuration({ label, statistic: 'Maximum', period: FIVE_MINUTES }),
      ),
    }),
    new GraphWidget({
      title: 'Errors of the functions, and throttling',
      width: HALF,
      left: entries.map(([label, handler]) => handler.metricErrors({ ...SUM, label })),
      right: entries.map(([name, handler]) =>
        handler.metricThrottles({ ...SUM, label: `${name} throttled` }),
      ),
    }),
  ];
}

export function deliveryWidget(undeliveredEvents: IQueue, service: string): IWidget {
  const sum = (name: string) => runMetric({ name, service, ...SUM });
  return new GraphWidget({
    title: 'Undelivered events; failed and swept jobs',
    width: HALF,
    left: [
      undeliveredEvents.metricApproximateNumberOfMessagesVisible({
        label: 'Undelivered events',
        statistic: 'Maximum',
        period: FIVE_MINUTES,
      }),
    ],
    right: [sum(FAILED_JOBS_METRIC), sum(SWEPT_JOBS_METRIC)],
  });
}

/** How long the whole page looks back unless its reader says otherwise. */
export const DEFAULT_INTERVAL = Duration.days(14);
