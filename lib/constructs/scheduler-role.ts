import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type ScheduleGroup } from './schedule-group';
import { type UndeliveredEvents } from './undelivered-events';

export interface SchedulerRoleProps {
  /** Its schedules, and no others, may take the role. */
  readonly group: ScheduleGroup;
  /** What the schedules start. */
  readonly right: iam.PolicyStatementProps;
  readonly undeliveredEvents: UndeliveredEvents;
}

/**
 * The role that EventBridge Scheduler takes for some schedules: it starts one thing, and sends what
 * it could not start to the queue.
 * Source: EventBridge Scheduler user guide, "Confused deputy prevention".
 */
export class SchedulerRole extends Construct {
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: SchedulerRoleProps) {
    super(scope, id);
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Stack.of(this).account,
            'aws:SourceArn': props.group.arn,
          },
        },
      }),
    });
    for (const right of [props.right, ...props.undeliveredEvents.sendRights]) {
      this.role.addToPolicy(new iam.PolicyStatement(right));
    }
  }
}
