import { type Sender } from '../iam/sender';

/**
 * How a service puts what it could not deliver into a queue.
 * Rejects with AwsError `AWS.SimpleQueueService.NonExistentQueue` if there is no such queue, and with
 * AccessDenied if the sender may not send to it or use its key.
 * @param attributes become message attributes of type String
 */
export type SendToQueue = (
  queueArn: string,
  body: string,
  attributes: Readonly<Record<string, string>>,
  sender: Sender,
) => Promise<void>;
