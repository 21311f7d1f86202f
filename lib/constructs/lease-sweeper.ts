import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { EndpointRights } from './endpoint-rights';
import { type FunctionDefaults, LambdaFunction } from './lambda-function';
import { type MessageTopic } from './message-topic';
import { ScheduleGroup } from './schedule-group';
import { type UndeliveredEvents } from './undelivered-events';
import { scheduleSweep } from './sweep-schedule';

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
    scheduleSweep(this, {
      sweeper: this.sweepEndpoints,
      description: 'Deletes endpoints whose lease is over',
      group: new ScheduleGroup(this, 'Schedules'),
      undeliveredEvents: props.undeliveredEvents,
    });
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
