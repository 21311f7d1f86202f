import { type MessageAttributes } from '../sqs/message-attributes';
import { type Notification } from './notification';
import { type Subscription } from './subscription';

/** Nothing signs here: a receiver that checks signatures refuses the messages, as it should. */
const UNSIGNED = 'not signed by the embedded SNS';

/**
 * The body of a message in a queue, unless the subscription wants it raw.
 * Source: SNS developer guide, "HTTP/HTTPS notification JSON format", which queues get, too.
 */
export function queueEnvelope(notification: Notification, subscription: Subscription): string {
  const { messageId, topicArn, subject, timestamp, attributes } = notification;
  return JSON.stringify({
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    Subject: subject,
    Message: notification.messageFor('sqs'),
    Timestamp: timestamp,
    SignatureVersion: '1',
    Signature: UNSIGNED,
    SigningCertURL: UNSIGNED,
    UnsubscribeURL: unsubscribeUrl(subscription),
    MessageAttributes: attributesOf(attributes),
  });
}

/** A function's event. Source: Lambda developer guide, "Invoking Lambda with SNS". */
export function lambdaEvent(notification: Notification, subscription: Subscription): string {
  const { messageId, topicArn, subject, timestamp, attributes } = notification;
  const Sns = {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    Subject: subject ?? null,
    Message: notification.messageFor('lambda'),
    Timestamp: timestamp,
    SignatureVersion: '1',
    Signature: UNSIGNED,
    SigningCertUrl: UNSIGNED,
    UnsubscribeUrl: unsubscribeUrl(subscription),
    MessageAttributes: attributesOf(attributes) ?? {},
  };
  const source = { EventSource: 'aws:sns', EventVersion: '1.0' };
  return JSON.stringify({
    Records: [{ ...source, EventSubscriptionArn: subscription.arn, Sns }],
  });
}

/** A mail as a person reads it. */
export function mailText(notification: Notification, addresses: readonly string[]): string {
  const { subject, messageId, topicArn } = notification;
  return [
    `To: ${addresses.join(', ') || 'nobody, as nobody has subscribed by e-mail'}`,
    // AWS writes so in mails without one.
    `Subject: ${subject ?? 'AWS Notification Message'}`,
    `Message-ID: ${messageId}`,
    `Topic: ${topicArn}`,
    '',
    notification.messageFor('email'),
  ].join('\n');
}

function attributesOf(attributes: MessageAttributes) {
  const entries = Object.entries(attributes).map(([name, attribute]) => [
    name,
    { Type: attribute.DataType, Value: attribute.StringValue ?? attribute.BinaryValue },
  ]);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as unknown);
}

function unsubscribeUrl({ arn }: Subscription): string {
  return `https://sns.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${arn}`;
}
