import { type IFunction } from 'aws-cdk-lib/aws-lambda';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type IQueue } from 'aws-cdk-lib/aws-sqs';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { deliveryAlarms } from '../monitoring/delivery-alarms';
import { functionAlarms } from '../monitoring/function-alarms';
import { recordAlarms } from '../monitoring/record-alarms';
import { stateMachineAlarms } from '../monitoring/state-machine-alarms';
import { type MonitoredFunctions } from '../monitoring/monitored-functions';
import { RunbookAlarm } from './runbook-alarm';

export interface RunAlarmsProps {
  /** Dimension of the application's own metrics: the stack prefix. */
  readonly service: string;
  readonly stateMachine: IStateMachine;
  readonly functions: MonitoredFunctions;
  /** Takes the events that no retry could deliver. */
  readonly undeliveredEvents: IQueue;
  /** Gets each alarm's message. */
  readonly alarmTopic: ITopic;
  /** Where the runbook can be read. Null: descriptions name its place in the repository. */
  readonly runbookUrl: string | null;
}

/** All alarms of a deployment, each with a section of the runbook. */
export class RunAlarms extends Construct {
  /** For the dashboard, which shows their state. */
  readonly alarms: readonly RunbookAlarm[];

  constructor(scope: Construct, id: string, props: RunAlarmsProps) {
    super(scope, id);
    const { steps, eventFunctions } = props.functions;
    const specs = {
      ...stateMachineAlarms(props.stateMachine),
      ...recordAlarms(props.service),
      ...deliveryAlarms({ ...props, eventFunctions, sweepJobs: eventFunctions['sweep-jobs'] }),
      ...forEach(steps, (name, handler) => functionAlarms(name, handler, { isStep: true })),
      ...forEach(eventFunctions, (name, handler) =>
        functionAlarms(name, handler, { isStep: false }),
      ),
    };
    this.alarms = Object.entries(specs).map(
      ([name, spec]) =>
        new RunbookAlarm(this, name, {
          spec,
          topic: props.alarmTopic,
          runbookUrl: props.runbookUrl,
        }),
    );
  }
}

function forEach<T>(
  functions: Readonly<Record<string, IFunction>>,
  alarmsOf: (name: string, handler: IFunction) => Record<string, T>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(functions).flatMap(([name, handler]) => Object.entries(alarmsOf(name, handler))),
  );
}
