import { Duration, Stack } from 'aws-cdk-lib';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { EndpointRights } from './endpoint-rights';
import { type FunctionDefaults, LambdaFunction } from './lambda-function';
import { type MessageTopic } from './message-topic';
import { ScheduleGroup } from './schedule-group';
import { SchedulerRole } from './scheduler-role';
import { type UndeliveredEvents } from './undelivered-events';

export interface LeaseSweeperProps {
  readonly functionDefaults: FunctionDefaults;
  /** Minutes before a lease's end. */
  readonly warnMinutes: number;
  /** Gets the warning, and the news of a deletion. */
  readonly messages: MessageTopic;
  readonly undeliveredEvents: UndeliveredEvents;
}

/** Deletes the deployment's endpoints when their lease is over, by the clock, and warns before. */
export class LeaseSweeper extends Construct {
  readonly sweepEndpoints: LambdaFunction;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LeaseSweeperProps,
  ) {
    super(scope, id);
    this.sweepEndpoints = this.createFunction();
    const { functionArn } = this.sweepEndpoints.function;
    const group = new ScheduleGroup(this, 'Schedules');
    const { role } = new SchedulerRole(this, 'SchedulerRole', {
      group,
      right: { actions: ['lambda:InvokeFunction'], resources: [functionArn] },
      undeliveredEvents: props.undeliveredEvents,
    });
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: 'Deletes endpoints whose lease is over',
      groupName: group.name,
      // What a lease may run over costs a quarter of an hour: 0.38 USD on ml.g5.2xlarge at 1.515 USD/h.
      scheduleExpression: 'rate(15 minutes)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: props.undeliveredEvents.queue.queueArn },
        // By then the next sweep is due, which does the same.
        retryPolicy: { maximumEventAgeInSeconds: Duration.minutes(15).toSeconds() },
      },
    });
    // With its rights, not only with its trust: the first sweep comes at once.
    schedule.node.addDependency(role);
  }

  private createFunction(): LambdaFunction {
    const { functionDefaults, messages, undeliveredEvents, warnMinutes } = this.props;
    const sweepEndpoints = new LambdaFunction(this, 'SweepEndpoints', {
      ...functionDefaults,
      name: 'sweep-endpoints',
      description: 'Deletes endpoints whose lease is over, and warns before',
      // A deployment has one endpoint, during an update two: a few calls each.
      timeout: Duration.minutes(1),
      memorySize: 256,
      onFailure: undeliveredEvents,
    });
    const { function: handler } = sweepEndpoints;
    handler.addEnvironment('STACK_PREFIX', functionDefaults.service);
    handler.addEnvironment('WARN_MINUTES', String(warnMinutes));
    handler.addEnvironment('ALARM_TOPIC_ARN', messages.topic.topicArn);
    const endpoints = new EndpointRights(Stack.of(this), functionDefaults.service);
    const rights = [endpoints.list(), endpoints.look(), endpoints.tag(), endpoints.delete()];
    for (const right of [...rights, ...messages.publishRights]) sweepEndpoints.allow(right);
    return sweepEndpoints;
  }
}
