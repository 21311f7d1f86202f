import { Duration } from 'aws-cdk-lib';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { type Construct } from 'constructs';
import { type LambdaFunction } from './lambda-function';
import { SchedulerRole, type SchedulerRoleProps } from './scheduler-role';

export interface SweepScheduleProps extends Omit<SchedulerRoleProps, 'right'> {
  readonly sweeper: LambdaFunction;
  readonly description: string;
}

/**
 * Calls a sweeper every 15 minutes, under a role of its own within `scope`. What a sweep would have
 * ended costs a quarter of an hour at most: 0.38 USD on ml.g5.2xlarge at 1.515 USD/h.
 */
export function scheduleSweep(scope: Construct, props: SweepScheduleProps): void {
  const { sweeper, description, group, undeliveredEvents } = props;
  const { functionArn } = sweeper.function;
  const { role } = new SchedulerRole(scope, 'SchedulerRole', {
    group,
    undeliveredEvents,
    right: { actions: ['lambda:InvokeFunction'], resources: [functionArn] },
  });
  const schedule = new CfnSchedule(scope, 'Schedule', {
    description,
    groupName: group.name,
    scheduleExpression: 'rate(15 minutes)',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: functionArn,
      roleArn: role.roleArn,
      deadLetterConfig: { arn: undeliveredEvents.queue.queueArn },
      // By then the next sweep is due, which does the same.
      retryPolicy: { maximumEventAgeInSeconds: Duration.minutes(15).toSeconds() },
    },
  });
  // With its rights, not only with its trust: the first sweep comes at once.
  schedule.node.addDependency(role);
}
