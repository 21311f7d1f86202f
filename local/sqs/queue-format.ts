import * as z from 'zod';
import { asItIs, type Format } from '../state/format';
import { messageAttributeSchema } from './message-attributes';
import { type StoredMessage } from './message';
import { type Queue } from './queue';

const queueSchema = z.object({
  settings: z.record(z.string(), z.string()),
  tags: z.array(z.tuple([z.string(), z.string()])),
  /** Epoch milliseconds, both. */
  created: z.number(),
  modified: z.number(),
});

/** A queue less its messages. */
export type StoredQueue = z.output<typeof queueSchema>;

export function queueFormat(
  read: (name: string, stored: StoredQueue) => Queue,
): Format<Queue, StoredQueue> {
  return {
    schema: queueSchema,
    read: (stored, name) => read(name, stored),
    write: (queue) => queue.stored(),
  };
}

const messageSchema: z.ZodType<StoredMessage> = z
  .object({
    messageId: z.string(),
    body: z.string(),
    bodyMd5: z.string(),
    attributes: z.record(z.string(), messageAttributeSchema),
    sentAt: z.number(),
    visibleAt: z.number(),
    receiveCount: z.number(),
    firstReceivedAt: z.number().optional(),
    receiptHandle: z.string().optional(),
  })
  .transform((message) => ({ firstReceivedAt: undefined, receiptHandle: undefined, ...message }));

export const messageFormat = asItIs(messageSchema);
