import * as z from 'zod';
import { type MessageAttributes } from '../sqs/message-attributes';
import { type Protocol } from './subscription';
import { invalidParameter } from './sns-error';

export interface PublishRequest {
  readonly subject?: string | undefined;
  readonly message: string;
  /** `json`: the message is an object of texts, one for each protocol, and `default`. */
  readonly structure?: string | undefined;
  readonly attributes: MessageAttributes;
}

/** A message as it goes out to the subscribers of a topic. */
export interface Notification {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly attributes: MessageAttributes;
  /** ISO 8601 with milliseconds. */
  readonly timestamp: string;
  readonly messageFor: (protocol: Protocol) => string;
}

/** Bytes. Source: SNS API Reference, Publish: 256 KB. */
const MAX_MESSAGE_BYTES = 262_144;

/**
 * Source: SNS API Reference, Publish: ASCII that begins with a letter, a digit or a punctuation
 * mark, without line breaks and control characters, up to 100 characters.
 */
const SUBJECT = /^[!-~][ -~]{0,99}$/;

const textsSchema = z.looseObject({ default: z.string() }).catchall(z.string());

/** @throws AwsError InvalidParameter */
export function readMessage(request: PublishRequest): Notification['messageFor'] {
  const { subject, message, structure } = request;
  if (subject !== undefined && !SUBJECT.test(subject)) {
    throw invalidParameter(
      'Subject: 1 to 100 ASCII characters, no line break or control character, no space in front',
    );
  }
  if (message === '') throw invalidParameter('Empty message');
  const bytes = Buffer.byteLength(message);
  if (bytes > MAX_MESSAGE_BYTES) {
    throw invalidParameter(`Message too long: ${bytes} bytes of at most ${MAX_MESSAGE_BYTES}`);
  }
  if (structure === undefined) return () => message;
  if (structure !== 'json') throw invalidParameter(`MessageStructure '${structure}'; valid: json`);
  const texts = readTexts(message);
  return (protocol) => texts[protocol] ?? texts.default;
}

function readTexts(message: string): z.infer<typeof textsSchema> {
  try {
    return textsSchema.parse(JSON.parse(message));
  } catch {
    throw invalidParameter('Message Structure - JSON: an object of texts with the key default');
  }
}
