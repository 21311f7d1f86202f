import * as events from 'aws-cdk-lib/aws-events';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { FunctionTarget } from './function-target';
import { type LambdaFunction } from './lambda-function';
import { type UndeliveredEvents } from './undelivered-events';

export interface EndedExecutionRuleProps {
  readonly stateMachine: IStateMachine;
  /** Gets the event as it is. */
  readonly stopTransform: LambdaFunction;
  readonly undeliveredEvents: UndeliveredEvents;
}

/**
 * The second net, outside the state machine: an execution that is aborted, or fails in a way that no
 * Catch sees, would leave a transform job that goes on costing money.
 * Source: Step Functions developer guide, "EventBridge event delivery".
 */
export class EndedExecutionRule extends Construct {
  constructor(scope: Construct, id: string, props: EndedExecutionRuleProps) {
    super(scope, id);
    new events.Rule(this, 'Rule', {
      description: 'Stops the transform job of a run that has ended without success',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [props.stateMachine.stateMachineArn],
        },
      },
      targets: [new FunctionTarget(props.stopTransform, props.undeliveredEvents)],
    });
  }
}
