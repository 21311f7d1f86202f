import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { type LambdaFunction } from './lambda-function';
import { type UndeliveredEvents } from './undelivered-events';

/**
 * A function as a rule's target. EventBridge tries for 24 hours, 185 times, its own defaults: that
 * carries a throttled invocation. What even so reaches no function goes into the queue.
 */
export class FunctionTarget extends LambdaTarget {
  constructor(target: LambdaFunction, { queue }: UndeliveredEvents) {
    super(target.function, { deadLetterQueue: queue });
  }
}
