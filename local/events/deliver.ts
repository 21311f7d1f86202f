import { AwsError } from '../gateway/aws-error';
import { type AsynchronousInvoker } from '../lambda/asynchronous';
import { type SendToQueue } from '../sqs/send-to-queue';
import { type Target } from './rule';

export interface DeliveryOptions {
  /** Delivers to functions as EventBridge does: asynchronously, with retries. */
  readonly asynchronous: Pick<AsynchronousInvoker, 'enqueue'>;
  /** Throws ResourceNotFoundException for a function that is not there. */
  readonly findFunction: (functionArn: string) => unknown;
  readonly sendToQueue: SendToQueue;
}

/**
 * Hands an event to a target's function. If there is none, the event goes to the target's queue of
 * dead letters; without one, to the function all the same, whose invoker logs what it cannot call.
 * Never rejects.
 */
export async function deliver(
  event: object,
  { definition, payloadOf }: Target,
  ruleArn: string,
  { asynchronous, findFunction, sendToQueue }: DeliveryOptions,
): Promise<void> {
  const { Arn: targetArn, DeadLetterConfig } = definition;
  const enqueue = (): void => {
    asynchronous.enqueue(targetArn, payloadOf(event));
  };
  const queueArn = DeadLetterConfig?.Arn;
  try {
    findFunction(targetArn);
    enqueue();
  } catch (error) {
    if (queueArn === undefined) enqueue();
    else {
      const attributes = deadLetterAttributes(ruleArn, targetArn, error);
      await sendToQueue(queueArn, JSON.stringify(event), attributes).catch(enqueue);
    }
  }
}

/**
 * Message attributes of a dead letter; its body is the event.
 * Source: EventBridge user guide, "Using dead-letter queues to process undelivered events".
 */
function deadLetterAttributes(
  RULE_ARN: string,
  TARGET_ARN: string,
  error: unknown,
): Record<string, string> {
  return {
    RULE_ARN,
    TARGET_ARN,
    ERROR_CODE: error instanceof AwsError && error.statusCode === 404 ? 'NO_RESOURCE' : 'UNKNOWN',
    ERROR_MESSAGE: error instanceof Error ? error.message : String(error),
  };
}
