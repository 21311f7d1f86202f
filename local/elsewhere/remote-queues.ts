import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type SendToQueue } from '../sqs/send-to-queue';
import { toLocalError } from './remote-error';
import { type RemotePlace, quickClientConfig } from './remote-place';

/** SQS of another process. The person's own credentials send: whose message it is, is not known there. */
export function remoteQueues(place: RemotePlace): {
  readonly sendToQueue: SendToQueue;
  close(): void;
} {
  const client = new SQSClient(quickClientConfig(place));
  return {
    async sendToQueue(queueArn, MessageBody, attributes) {
      try {
        const QueueName = queueArn.split(':').at(-1);
        const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
        const MessageAttributes = Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [
            name,
            { DataType: 'String', StringValue },
          ]),
        );
        await client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
      } catch (error) {
        throw toLocalError(error);
      }
    },
    close: () => {
      client.destroy();
    },
  };
}
