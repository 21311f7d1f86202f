import { type JsonInput, type Place, type Right, text } from '../iam/rights';
import { resourceTags } from '../iam/tag-context';
import { type Queues } from './queues';

/**
 * The rights of SQS's operations. The batches take the right of their single operation.
 * Source: Service Authorization Reference, "... for Amazon SQS".
 */
export function sqsRights({ region, accountId }: Place, queues: Queues) {
  const on = (action: string, name: string): Right => {
    const queue = queues.all().find((candidate) => candidate.name === name);
    const resource = `arn:aws:sqs:${region}:${accountId}:${name}`;
    const policy = queue?.settings.Policy;
    return {
      action: `sqs:${action}`,
      resource,
      context: resourceTags(queue?.tags ?? []),
      ...(policy && { resourcePolicy: { resourceArn: resource, document: policy } }),
    };
  };
  const named = (action: string) => (input: JsonInput) => [on(action, text(input.QueueName))];
  const queue = (action: string) => (input: JsonInput) => {
    const url = text(input.QueueUrl);
    return [on(action, url.slice(url.lastIndexOf('/') + 1))];
  };
  return {
    CreateQueue: named('CreateQueue'),
    DeleteQueue: queue('DeleteQueue'),
    GetQueueUrl: named('GetQueueUrl'),
    ListQueues: () => [{ action: 'sqs:ListQueues', resource: '*' }],
    GetQueueAttributes: queue('GetQueueAttributes'),
    SetQueueAttributes: queue('SetQueueAttributes'),
    PurgeQueue: queue('PurgeQueue'),
    SendMessage: queue('SendMessage'),
    SendMessageBatch: queue('SendMessage'),
    ReceiveMessage: queue('ReceiveMessage'),
    DeleteMessage: queue('DeleteMessage'),
    DeleteMessageBatch: queue('DeleteMessage'),
    ChangeMessageVisibility: queue('ChangeMessageVisibility'),
    ChangeMessageVisibilityBatch: queue('ChangeMessageVisibility'),
    TagQueue: queue('TagQueue'),
    UntagQueue: queue('UntagQueue'),
    ListQueueTags: queue('ListQueueTags'),
  };
}
