import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock';
import { type AsynchronousInvoker } from '../lambda/asynchronous';
import { type Authorizer } from '../iam/access';
import { type Place } from '../iam/rights';
import { authorizeSender, serviceSender } from '../iam/sender';
import { invokeRight } from '../lambda/rights';
import { type LogSink } from '../logs/log-sink';
import { type MessageAttributes } from '../sqs/message-attributes';
import { type SendToQueue } from '../sqs/send-to-queue';
import { lambdaEvent, mailText, queueEnvelope } from './envelopes';
import { type Notification, type PublishRequest, readMessage } from './notification';
import { type Subscription } from './subscription';
import { type Topic } from './topics';

export interface PublishOptions {
  readonly sendToQueue: SendToQueue;
  readonly asynchronous: Pick<AsynchronousInvoker, 'enqueue'>;
  /** Takes mails, and what could not be delivered. */
  readonly logSink: LogSink;
  readonly clock: Clock;
  readonly authorizer: Authorizer;
  readonly place: Place;
}

/** Log group of a topic: stream `mails` has each message as mail, `failures` what no queue took. */
export const topicLogGroup = (topicName: string): string => `/aws/sns/${topicName}`;

/**
 * Delivers to all subscribers; a queue that takes nothing keeps no other from it.
 * @returns the MessageId @throws AwsError InvalidParameter
 */
export async function publish(
  topic: Topic,
  request: PublishRequest,
  options: PublishOptions,
): Promise<string> {
  const { clock, logSink } = options;
  const messageFor = readMessage(request);
  const now = clock.now();
  const notification: Notification = {
    messageId: randomUUID(),
    topicArn: topic.arn,
    subject: request.subject,
    attributes: request.attributes,
    timestamp: new Date(now).toISOString(),
    messageFor,
  };
  const group = topicLogGroup(topic.name);
  const subscriptions = [...topic.subscriptions.values()];
  const mails = subscriptions.filter(({ protocol }) => protocol === 'email');
  const addresses = mails.map(({ endpoint }) => endpoint);
  logSink.write(group, 'mails', mailText(notification, addresses), now);
  await Promise.all(
    subscriptions.map((subscription) =>
      deliver(notification, subscription, options).catch((error: unknown) => {
        logSink.write(group, 'failures', `${subscription.endpoint}: ${String(error)}`, now);
      }),
    ),
  );
  return notification.messageId;
}

async function deliver(
  notification: Notification,
  subscription: Subscription,
  { sendToQueue, asynchronous, authorizer, place }: PublishOptions,
): Promise<void> {
  const { protocol, endpoint, attributes } = subscription;
  const sender = serviceSender('sns.amazonaws.com', notification.topicArn, place);
  if (protocol === 'lambda') {
    authorizeSender(authorizer, sender, [invokeRight(place, endpoint)]);
    asynchronous.enqueue(endpoint, lambdaEvent(notification, subscription));
  } else if (protocol === 'sqs') {
    const isRaw = attributes.get('RawMessageDelivery') === 'true';
    await (isRaw
      ? sendToQueue(
          endpoint,
          notification.messageFor('sqs'),
          textsOf(notification.attributes),
          sender,
        )
      : sendToQueue(endpoint, queueEnvelope(notification, subscription), {}, sender));
  }
}

/** Attributes of a raw message; a queue is handed texts only, so binary ones come in base64. */
function textsOf(attributes: MessageAttributes): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { StringValue, BinaryValue }]) => [
      name,
      StringValue ?? BinaryValue ?? '',
    ]),
  );
}
