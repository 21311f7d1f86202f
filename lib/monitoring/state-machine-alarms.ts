import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { type AlarmSpec, condition, FIVE_MINUTES, occurrence } from './alarm-spec';

const SUM = { statistic: 'Sum', period: FIVE_MINUTES };

/**
 * Alarms on executions. An aborted one has none: somebody wanted it.
 * Source: Step Functions developer guide, "Monitoring Step Functions metrics using CloudWatch".
 */
export function stateMachineAlarms(stateMachine: IStateMachine): Record<string, AlarmSpec> {
  return {
    RunFailed: occurrence({
      section: 'A run failed',
      summary: "A run ended without results. The execution's error names the reason.",
      metric: stateMachine.metricFailed(SUM),
    }),
    RunTimedOut: occurrence({
      section: 'A run timed out',
      summary: "An execution reached the state machine's own time-out.",
      metric: stateMachine.metricTimedOut(SUM),
    }),
    // A burst is throttled and goes on a second later; a quarter of an hour of it is a quota.
    RunThrottled: condition({
      section: 'Step Functions slows the runs down',
      summary: 'State transitions have been throttled for 15 minutes. Runs go on, but slower.',
      metric: stateMachine.metricThrottled(SUM),
      periods: 3,
    }),
  };
}
