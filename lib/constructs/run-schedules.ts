import { Duration } from 'aws-cdk-lib';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type ScheduleConfig } from '../config/schema';
import { type ScheduleGroup } from './schedule-group';
import { SchedulerRole } from './scheduler-role';
import { type UndeliveredEvents } from './undelivered-events';

export interface RunSchedulesProps {
  /** Begins the schedules' names. */
  readonly stackPrefix: string;
  readonly schedules: readonly ScheduleConfig[];
  readonly stateMachine: IStateMachine;
  readonly group: ScheduleGroup;
  readonly undeliveredEvents: UndeliveredEvents;
}

/**
 * A run that starts a day late, the Scheduler's own limit, would meet the next one and the working
 * day; an hour bridges an outage. What did not start is in the queue, and an alarm tells of it.
 */
const MAX_DELAY = Duration.hours(1);

/** The config's schedules: each starts executions of the state machine. */
export class RunSchedules extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: RunSchedulesProps,
  ) {
    super(scope, id);
    const { schedules, stateMachine } = props;
    if (schedules.length === 0) return;
    const { role } = new SchedulerRole(this, 'Role', {
      ...props,
      right: { actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] },
    });
    for (const schedule of schedules) this.addSchedule(schedule, role);
  }

  private addSchedule(config: ScheduleConfig, role: IRole): void {
    const { stackPrefix, stateMachine, group, undeliveredEvents } = this.props;
    const { flexibleWindowMinutes } = config;
    const name = `${stackPrefix}-${config.name}`;
    // No schedule's name may meet a construct's, such as the role's.
    const schedule = new CfnSchedule(this, `Schedule-${config.name}`, {
      name,
      groupName: group.name,
      description: 'Starts a run of batch text-to-text inference',
      state: config.enabled ? 'ENABLED' : 'DISABLED',
      scheduleExpression: config.expression,
      scheduleExpressionTimezone: config.timeZone,
      flexibleTimeWindow:
        flexibleWindowMinutes === null
          ? { mode: 'OFF' }
          : { mode: 'FLEXIBLE', maximumWindowInMinutes: flexibleWindowMinutes },
      target: {
        arn: stateMachine.stateMachineArn,
        roleArn: role.roleArn,
        input: JSON.stringify({
          ...config.input,
          // The Scheduler delivers at least once; two deliveries of one time are one run.
          idempotencyKey: `${name} <aws.scheduler.scheduled-time>`,
        }),
        deadLetterConfig: { arn: undeliveredEvents.queue.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: MAX_DELAY.toSeconds() },
      },
    });
    // With its rights, not only with its trust: a rate fires at once.
    schedule.node.addDependency(role);
  }
}
