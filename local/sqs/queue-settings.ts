import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { invalidAttribute, sqsError } from './sqs-error';

/** What can be set on a queue, as text, as AWS takes and gives it. */
export type QueueSettings = Readonly<Record<string, string>>;

interface NumberSetting {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** Source: SQS API Reference, SetQueueAttributes. Seconds, and bytes. */
const NUMBERS: Readonly<Record<string, NumberSetting>> = {
  DelaySeconds: { min: 0, max: 900, default: 0 },
  MaximumMessageSize: { min: 1024, max: 1_048_576, default: 1_048_576 },
  MessageRetentionPeriod: { min: 60, max: 1_209_600, default: 345_600 },
  ReceiveMessageWaitTimeSeconds: { min: 0, max: 20, default: 0 },
  VisibilityTimeout: { min: 0, max: 43_200, default: 30 },
};

/** Kept and given back; nothing is encrypted here, and nobody is kept from a queue. */
const KEPT = [
  'Policy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
  'RedriveAllowPolicy',
];

const redriveSchema = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
});
export type RedrivePolicy = z.infer<typeof redriveSchema>;

export const defaultSettings: QueueSettings = Object.fromEntries(
  Object.entries(NUMBERS).map(([name, setting]) => [name, String(setting.default)]),
);

/** @throws AwsError InvalidAttributeName, InvalidAttributeValue; FIFO queues are refused by name */
export function checkSettings(settings: QueueSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    const range = NUMBERS[name];
    if (range) checkNumber(name, value, range);
    else if (name === 'RedrivePolicy') parseRedrivePolicy(value);
    else if (/Fifo|Deduplication/.test(name)) throw fifoUnsupported(`${name}=${value}`);
    else if (!KEPT.includes(name)) throw unknownAttribute(name);
  }
}

/** The policy by which a message that is received too often moves on; an empty text removes it. */
export function parseRedrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return redriveSchema.parse(JSON.parse(text));
  } catch {
    const valid = 'JSON of deadLetterTargetArn and maxReceiveCount (1 to 1000)';
    throw invalidAttribute('RedrivePolicy', text, valid);
  }
}

/** Also the attributes that only AWS sets may be asked for. */
const READ_ONLY = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
];

/** @throws AwsError InvalidAttributeName */
export function checkAttributeName(name: string): void {
  const known = ['All', 'RedrivePolicy', ...Object.keys(NUMBERS), ...KEPT, ...READ_ONLY];
  if (!known.includes(name)) throw unknownAttribute(name);
}

export const fifoUnsupported = (what: string) =>
  sqsError(
    'UnsupportedOperation',
    `The embedded SQS has standard queues only, no FIFO queue: ${what}`,
  );

function checkNumber(name: string, value: string, { min, max }: NumberSetting): void {
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return;
  throw invalidAttribute(name, value, `a whole number from ${min} to ${max}`);
}

function unknownAttribute(name: string) {
  return new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
}
