import { type Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { testStack } from './synthesize';

export const SERVICE = 'Text2TextBatch';
const ACCOUNT = 'us-east-1:123456789012';

/** A stack with all that alarms and dashboard look at, made elsewhere: names as they are deployed. */
export function monitoredStack() {
  const stack: Stack = testStack();
  const handler = (name: string): lambda.IFunction =>
    lambda.Function.fromFunctionArn(stack, name, `arn:aws:lambda:${ACCOUNT}:function:${name}`);
  return {
    stack,
    props: {
      service: SERVICE,
      stateMachine: StateMachine.fromStateMachineArn(
        stack,
        'Run',
        `arn:aws:states:${ACCOUNT}:stateMachine:run`,
      ),
      functions: {
        steps: { 'plan-run': handler('plan-run'), 'score-shard': handler('score-shard') },
        eventFunctions: {
          'stop-transform': handler('stop-transform'),
          'announce-run': handler('announce-run'),
          'notify-run': handler('notify-run'),
          'sweep-jobs': handler('sweep-jobs'),
        },
      },
      undeliveredEvents: Queue.fromQueueArn(stack, 'Queue', `arn:aws:sqs:${ACCOUNT}:undelivered`),
      alarmTopic: Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${ACCOUNT}:alarms`),
      runbookUrl: null,
    },
  };
}
