import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { type AlarmSpec } from '../monitoring/alarm-spec';
import { runbookLink } from '../runbook/alarm-sections';

export interface RunbookAlarmProps {
  readonly spec: AlarmSpec;
  readonly topic: ITopic;
  /** Null: the description names the page's place in the repository. */
  readonly runbookUrl: string | null;
}

/**
 * An alarm whose description ends with the link to what to do. CloudFormation names it, so that two
 * deployments fit in one account.
 */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, { spec, topic, runbookUrl }: RunbookAlarmProps) {
    super(scope, id, {
      alarmDescription: `${spec.summary} Runbook: ${runbookLink(spec.section, runbookUrl)}`,
      metric: spec.metric,
      threshold: spec.threshold,
      comparisonOperator: spec.comparison,
      evaluationPeriods: spec.periods,
      datapointsToAlarm: spec.periods,
      treatMissingData: spec.missingData,
    });
    const action = new SnsAction(topic);
    this.addAlarmAction(action);
    if (spec.tellsWhenOver) this.addOkAction(action);
  }
}
