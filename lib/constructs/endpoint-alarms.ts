import { type IFunction } from 'aws-cdk-lib/aws-lambda';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { eventsLost, sweeperSilent } from '../monitoring/delivery-alarms';
import { endpointAlarms } from '../monitoring/endpoint-alarms';
import { functionAlarms } from '../monitoring/function-alarms';
import { RunbookAlarm } from './runbook-alarm';

export interface EndpointAlarmsProps {
  readonly endpointName: string;
  readonly invokeBatch: IFunction;
  readonly sweepEndpoints: IFunction;
  /** Gets each alarm's message. */
  readonly alarmTopic: ITopic;
  /** Where the runbook can be read. Null: descriptions name its place in the repository. */
  readonly runbookUrl: string | null;
}

/** All alarms of an endpoint and what belongs to it, each with a section of the runbook. */
export class EndpointAlarms extends Construct {
  readonly alarms: readonly RunbookAlarm[];

  constructor(scope: Construct, id: string, props: EndpointAlarmsProps) {
    super(scope, id);
    const { endpointName, invokeBatch, sweepEndpoints, alarmTopic: topic, runbookUrl } = props;
    const specs = {
      ...endpointAlarms(endpointName),
      // Like a step of a run: its caller waits and is told of an error, a wrong payload included.
      ...functionAlarms('invoke-batch', invokeBatch, { isStep: true }),
      ...functionAlarms('sweep-endpoints', sweepEndpoints, { isStep: false }),
      LeaseEventsLost: eventsLost([sweepEndpoints]),
      LeaseSweeperSilent: sweeperSilent(
        sweepEndpoints,
        'The function sweep-endpoints has not run for an hour; an endpoint past its lease would go on costing money.',
      ),
    };
    this.alarms = Object.entries(specs).map(
      ([name, spec]) => new RunbookAlarm(this, name, { spec, topic, runbookUrl }),
    );
  }
}
