import { AwsError } from '../gateway/aws-error';
import { type Authorizer } from '../iam/access';
import { type Place } from '../iam/rights';
import { authorizeSender, serviceSender } from '../iam/sender';
import { type AsynchronousInvoker } from '../lambda/asynchronous';
import { invokeRight } from '../lambda/rights';
import { type SendToQueue } from '../sqs/send-to-queue';
import { type Target } from './rule';

export interface DeliveryOptions {
  /** Delivers to functions as EventBridge does: asynchronously, with retries. */
  readonly asynchronous: Pick<AsynchronousInvoker, 'enqueue' | 'drop'>;
  /** Rejects with ResourceNotFoundException for a function that is not there. */
  readonly findFunction: (functionArn: string) => Promise<unknown>;
  readonly sendToQueue: SendToQueue;
}

/**
 * Hands an event to a target's function, as `events.amazonaws.com` for the rule: the function's own
 * policy has to let it in. An event that cannot be handed over goes to the target's queue of dead
 * letters; without one, it is logged. Never rejects.
 */
export async function deliver(
  event: object,
  { definition, payloadOf }: Target,
  ruleArn: string,
  { asynchronous, findFunction, sendToQueue }: DeliveryOptions,
  { authorizer, place }: { readonly authorizer: Authorizer; readonly place: Place },
): Promise<void> {
  const { Arn: targetArn, DeadLetterConfig } = definition;
  const sender = serviceSender('events.amazonaws.com', ruleArn, place);
  const payload = payloadOf(event);
  const drop = (reason: string): void => {
    asynchronous.drop(targetArn, payload, reason);
  };
  const queueArn = DeadLetterConfig?.Arn;
  try {
    await findFunction(targetArn);
    authorizeSender(authorizer, sender, [invokeRight(place, targetArn)]);
    asynchronous.enqueue(targetArn, payload);
  } catch (error) {
    if (queueArn === undefined) drop(String(error));
    else {
      const attributes = deadLetterAttributes(ruleArn, targetArn, error);
      const sent = sendToQueue(queueArn, JSON.stringify(event), attributes, sender);
      await sent.catch((queueError: unknown) => {
        drop(`${String(error)}; nor did ${queueArn} take it: ${String(queueError)}`);
      });
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
    ERROR_CODE: errorCode(error),
    ERROR_MESSAGE: error instanceof Error ? error.message : String(error),
  };
}

function errorCode(error: unknown): string {
  if (!(error instanceof AwsError)) return 'UNKNOWN';
  const codes: Readonly<Record<number, string>> = { 403: 'NO_PERMISSIONS', 404: 'NO_RESOURCE' };
  return codes[error.statusCode] ?? 'UNKNOWN';
}
