import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { messageAttributeSchema } from './message-attributes';

/** The query protocol gives numbers as text. */
const number = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const texts = z.array(z.string()).default([]);
const settings = z.record(z.string(), z.string()).default({});
const queueUrl = z.string();
const message = {
  MessageBody: z.string(),
  MessageAttributes: z.record(z.string(), messageAttributeSchema).default({}),
  DelaySeconds: number(0, 900).optional(),
};
const handle = z.string();
const visibility = number(0, 43_200);
const entries = <S extends z.ZodType>(entry: S) =>
  z.object({ QueueUrl: queueUrl, Entries: z.array(entry).default([]) });

/** Inputs of the operations. Source: SQS API Reference, "Actions". */
export const inputs = {
  createQueue: z.object({
    QueueName: z.string(),
    Attributes: settings,
    tags: settings,
    Tags: settings,
  }),
  queueName: z.object({ QueueName: z.string() }),
  listQueues: z.object({ QueueNamePrefix: z.string().default('') }),
  queue: z.object({ QueueUrl: queueUrl }),
  getAttributes: z.object({ QueueUrl: queueUrl, AttributeNames: texts }),
  setAttributes: z.object({ QueueUrl: queueUrl, Attributes: settings }),
  send: z.object({ QueueUrl: queueUrl, ...message }),
  sendBatch: entries(z.object({ Id: z.string(), ...message })),
  receive: z.object({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: number(1, 10).default(1),
    VisibilityTimeout: visibility.optional(),
    WaitTimeSeconds: number(0, 20).optional(),
    AttributeNames: texts,
    MessageSystemAttributeNames: texts,
    MessageAttributeNames: texts,
  }),
  delete: z.object({ QueueUrl: queueUrl, ReceiptHandle: handle }),
  deleteBatch: entries(z.object({ Id: z.string(), ReceiptHandle: handle })),
  changeVisibility: z.object({
    QueueUrl: queueUrl,
    ReceiptHandle: handle,
    VisibilityTimeout: visibility,
  }),
  changeVisibilityBatch: entries(
    z.object({ Id: z.string(), ReceiptHandle: handle, VisibilityTimeout: visibility }),
  ),
  tag: z.object({ QueueUrl: queueUrl, Tags: settings }),
  untag: z.object({ QueueUrl: queueUrl, TagKeys: texts }),
};

/** @throws AwsError MissingParameter, InvalidParameterValue */
export function parseSqs<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AwsError('InvalidParameterValue', faults.join('; '));
}
