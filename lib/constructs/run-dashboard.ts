import { AlarmStatusWidget, Dashboard, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { type IQueue } from 'aws-cdk-lib/aws-sqs';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type MonitoredFunctions } from '../monitoring/monitored-functions';
import {
  DEFAULT_INTERVAL,
  deliveryWidget,
  executionWidget,
  functionWidgets,
} from '../monitoring/operation-widgets';
import {
  instanceHoursWidget,
  phaseWidget,
  rougeWidgets,
  throughputWidgets,
} from '../monitoring/run-widgets';

export interface RunDashboardProps {
  /** Dimension of the application's own metrics: the stack prefix. */
  readonly service: string;
  readonly stateMachine: IStateMachine;
  readonly functions: MonitoredFunctions;
  readonly undeliveredEvents: IQueue;
  readonly alarms: readonly IAlarm[];
}

/** One page: what the runs did, how good the answers are, what they cost, and what goes wrong. */
export class RunDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: RunDashboardProps) {
    super(scope, id);
    const { service, stateMachine, functions, undeliveredEvents, alarms } = props;
    this.dashboard = new Dashboard(this, 'Dashboard', {
      defaultInterval: DEFAULT_INTERVAL,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: [...alarms] })],
        throughputWidgets(service),
        rougeWidgets(service),
        [phaseWidget(service), instanceHoursWidget(service)],
        functionWidgets({ ...functions.steps, ...functions.eventFunctions }),
        [executionWidget(stateMachine), deliveryWidget(undeliveredEvents, service)],
      ],
    });
  }
}
