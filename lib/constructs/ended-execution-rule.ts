import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type LambdaFunction } from './lambda-function';

export interface EndedExecutionRuleProps {
  readonly stateMachine: IStateMachine;
  /** Gets the event as it is. */
  readonly stopTransform: LambdaFunction;
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
      // EventBridge's own retries (24 hours, 185 tries) carry a throttled invocation.
      targets: [new LambdaTarget(props.stopTransform.function)],
    });
  }
}
