import { createHash, randomUUID } from 'node:crypto';
import { AwsError } from '../gateway/aws-error';
import { type MessageAttributes, attributeBytes } from './message-attributes';
import { invalidValue, sqsError } from './sqs-error';

export interface OutgoingMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** Seconds until it can be received; the queue's own unless given. */
  readonly delaySeconds?: number | undefined;
}

/** A message in a queue. Times in epoch milliseconds. */
export interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  readonly bodyMd5: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number | undefined;
  /** Of the last receive; an older one is no longer good. */
  receiptHandle: string | undefined;
}

/** What XML 1.0 allows. Source: SQS API Reference, SendMessage. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** @throws AwsError InvalidMessageContents, InvalidParameterValue */
export function newMessage(
  { body, attributes }: OutgoingMessage,
  maxBytes: number,
  sentAt: number,
  visibleAt: number,
): StoredMessage {
  if (body === '') throw new AwsError('MissingParameter', 'The message body is empty.');
  if (FORBIDDEN.test(body)) {
    throw new AwsError(
      'InvalidMessageContents',
      'The message has characters that are not allowed: only #x9, #xA, #xD and those from #x20.',
    );
  }
  const bytes = Buffer.byteLength(body) + attributeBytes(attributes);
  if (bytes > maxBytes) {
    throw invalidValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${maxBytes} bytes, not ${bytes}.`,
    );
  }
  if (Object.keys(attributes).length > 10) {
    throw invalidValue('A message has at most 10 attributes.');
  }
  return {
    messageId: randomUUID(),
    body,
    bodyMd5: createHash('md5').update(body).digest('hex'),
    attributes,
    sentAt,
    visibleAt,
    receiveCount: 0,
    firstReceivedAt: undefined,
    receiptHandle: undefined,
  };
}

/** Opaque to clients; names its message, and differs at each receive. */
export function newReceiptHandle(messageId: string): string {
  return Buffer.from(`${messageId}/${randomUUID()}`).toString('base64');
}

/** @throws AwsError ReceiptHandleIsInvalid */
export function messageIdOf(receiptHandle: string): string {
  const [, id] =
    /^([0-9a-f-]{36})\/[0-9a-f-]{36}$/.exec(
      Buffer.from(receiptHandle, 'base64').toString('latin1'),
    ) ?? [];
  if (id !== undefined) return id;
  throw new AwsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`,
    404,
  );
}

export const notInFlight = () =>
  sqsError('MessageNotInflight', 'The message is not in flight: it is gone, or visible again.');
