import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';

/**
 * The deployment's schedules in the console, and the one group that their roles trust. Named by
 * CloudFormation: a deleted group lingers for a while, and would be in the way of the next one.
 */
export class ScheduleGroup extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const group = new CfnScheduleGroup(this, 'Group');
    this.name = group.ref;
    this.arn = group.attrArn;
  }
}
