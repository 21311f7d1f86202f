import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { type IFunction } from 'aws-cdk-lib/aws-lambda';
import { type IQueue } from 'aws-cdk-lib/aws-sqs';
import { type AlarmSpec, condition, FIVE_MINUTES, occurrence, silence } from './alarm-spec';

export interface DeliveryAlarmsProps {
  /** Takes what no retry could deliver. */
  readonly undeliveredEvents: IQueue;
  /** By name: those that are invoked by events. */
  readonly eventFunctions: Readonly<Record<string, IFunction>>;
  readonly sweepJobs: IFunction;
}

/** Alarms on what happens outside the state machine: events that set off functions, and the sweeper's clock. */
export function deliveryAlarms(props: DeliveryAlarmsProps): Record<string, AlarmSpec> {
  return {
    EventsUndelivered: condition({
      section: 'Events were not delivered',
      summary:
        'The queue of undelivered events is not empty: something did not start or was not announced.',
      metric: props.undeliveredEvents.metricApproximateNumberOfMessagesVisible({
        statistic: 'Maximum',
        period: FIVE_MINUTES,
      }),
      periods: 1,
    }),
    EventsLost: eventsLost(Object.values(props.eventFunctions)),
    SweeperSilent: sweeperSilent(
      props.sweepJobs,
      'The function sweep-jobs has not run for an hour; a job that outlives its run would not be found.',
    ),
  };
}

/** An event that set off a function, failed there, and did not reach the queue either. */
export function eventsLost(functions: readonly IFunction[]): AlarmSpec {
  return occurrence({
    section: 'Undelivered events were lost',
    summary: 'The queue of undelivered events did not take an event either.',
    metric: lostEvents(functions),
  });
}

/** Every 15 minutes by its schedule: four periods without one are not a late start. */
export function sweeperSilent(sweeper: IFunction, summary: string): AlarmSpec {
  return silence({
    section: 'The sweeper does not run',
    summary,
    metric: sweeper.metricInvocations({ statistic: 'Sum', period: Duration.minutes(15) }),
    periods: 4,
  });
}

/** CloudWatch allows ten metrics in an alarm's expression; four functions are invoked by events. */
function lostEvents(functions: readonly IFunction[]): MathExpression {
  const usingMetrics = Object.fromEntries(
    functions.map((handler, index) => [
      `lost${index}`,
      handler.metric('DestinationDeliveryFailures', { statistic: 'Sum' }),
    ]),
  );
  const terms = Object.keys(usingMetrics).map((id) => `FILL(${id}, 0)`);
  return new MathExpression({
    expression: terms.join(' + '),
    usingMetrics,
    period: FIVE_MINUTES,
    label: 'Events that neither the function nor the queue took',
  });
}
