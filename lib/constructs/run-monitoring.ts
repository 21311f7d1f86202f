import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type IQueue } from 'aws-cdk-lib/aws-sqs';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type EventFunctionName, monitoredFunctions } from '../monitoring/monitored-functions';
import { type LambdaFunction } from './lambda-function';
import { LogQueries } from './log-queries';
import { RunAlarms } from './run-alarms';
import { RunDashboard } from './run-dashboard';

type Handler = Pick<LambdaFunction, 'function'>;
type Functions = Readonly<Record<string, Handler>> & Readonly<Record<EventFunctionName, Handler>>;

export interface RunMonitoringProps {
  /** Dimension of the application's own metrics, and folder of the saved queries: the stack prefix. */
  readonly service: string;
  readonly stateMachine: IStateMachine;
  /** All of the deployment, by their folder under `lambdas/`. */
  readonly functions: Functions;
  /** Takes the events that no retry could deliver. */
  readonly undeliveredEvents: IQueue;
  /** Gets each alarm's message. */
  readonly alarmTopic: ITopic;
  /** Where the runbook can be read. Null: alarms name its place in the repository. */
  readonly runbookUrl: string | null;
}

/** What operators look at: alarms, one dashboard and saved queries of the logs. */
export class RunMonitoring extends Construct {
  constructor(scope: Construct, id: string, props: RunMonitoringProps) {
    super(scope, id);
    const functions = monitoredFunctions(props.functions);
    const { alarms } = new RunAlarms(this, 'Alarms', { ...props, functions });
    new RunDashboard(this, 'Runs', { ...props, functions, alarms });
    new LogQueries(this, 'Queries', {
      service: props.service,
      logGroups: Object.values(props.functions).map(({ function: handler }) => handler.logGroup),
    });
  }
}
