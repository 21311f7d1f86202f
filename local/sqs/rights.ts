import { type JsonInput, type Right, text } from '../iam/rights';
import { resourceTags } from '../iam/tag-context';
import { type KeyRing, type KeyUse, keyRights } from '../kms/key-rights';
import { type Queues } from './queues';

/**
 * The rights of SQS's operations. The batches take the right of their single operation; what puts
 * messages into an encrypted queue and what takes them out of it also takes rights on its key.
 * Source: Service Authorization Reference, "... for Amazon SQS"; SQS Developer Guide, "Key management".
 */
export function sqsRights(ring: KeyRing, queues: Queues) {
  const { region, accountId } = ring;
  const find = (name: string) => queues.all().find((candidate) => candidate.name === name);
  const on = (action: string, name: string): Right => {
    const queue = find(name);
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
  const nameOf = (input: JsonInput): string => {
    const url = text(input.QueueUrl);
    return url.slice(url.lastIndexOf('/') + 1);
  };
  const queue = (action: string) => (input: JsonInput) => [on(action, nameOf(input))];
  const encrypted = (action: string, name: string, keyActions: KeyUse['actions']): Right[] => {
    const right = on(action, name);
    const encryptionContext = { 'aws:sqs:arn': right.resource };
    const key = find(name)?.settings.KmsMasterKeyId;
    return [
      right,
      ...keyRights(ring, { service: 'sqs', key, actions: keyActions, encryptionContext }),
    ];
  };
  const send = (name: string) => encrypted('SendMessage', name, ['GenerateDataKey', 'Decrypt']);
  const operations = {
    CreateQueue: named('CreateQueue'),
    DeleteQueue: queue('DeleteQueue'),
    GetQueueUrl: named('GetQueueUrl'),
    ListQueues: () => [{ action: 'sqs:ListQueues', resource: '*' }],
    GetQueueAttributes: queue('GetQueueAttributes'),
    SetQueueAttributes: queue('SetQueueAttributes'),
    PurgeQueue: queue('PurgeQueue'),
    SendMessage: (input: JsonInput) => send(nameOf(input)),
    SendMessageBatch: (input: JsonInput) => send(nameOf(input)),
    ReceiveMessage: (input: JsonInput) => encrypted('ReceiveMessage', nameOf(input), ['Decrypt']),
    DeleteMessage: queue('DeleteMessage'),
    DeleteMessageBatch: queue('DeleteMessage'),
    ChangeMessageVisibility: queue('ChangeMessageVisibility'),
    ChangeMessageVisibilityBatch: queue('ChangeMessageVisibility'),
    TagQueue: queue('TagQueue'),
    UntagQueue: queue('UntagQueue'),
    ListQueueTags: queue('ListQueueTags'),
  };
  return { operations, send };
}
