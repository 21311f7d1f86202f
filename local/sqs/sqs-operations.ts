import { type JsonOperation } from '../gateway/aws-json';
import { runBatch } from './batch';
import { type StoredMessage } from './message';
import { attributesMd5, type MessageAttributes, selectAttributes } from './message-attributes';
import { type Queue } from './queue';
import { checkAttributeName } from './queue-settings';
import { type Queues } from './queues';
import { inputs, parseSqs } from './sqs-input';

/** SQS's operations on the shapes of AWS JSON. Source: SQS API Reference. */
export function sqsOperations(queues: Queues) {
  return {
    async CreateQueue(input) {
      const { QueueName, Attributes, tags, Tags } = parseSqs(inputs.createQueue, input);
      const queue = queues.create(QueueName, Attributes);
      setTags(queue, { ...tags, ...Tags });
      return { QueueUrl: queues.urlOf(QueueName) };
    },
    async DeleteQueue(input) {
      queues.delete(queues.byUrl(parseSqs(inputs.queue, input).QueueUrl).name);
      return {};
    },
    async GetQueueUrl(input) {
      const { name } = queues.get(parseSqs(inputs.queueName, input).QueueName);
      return { QueueUrl: queues.urlOf(name) };
    },
    async ListQueues(input) {
      const { QueueNamePrefix } = parseSqs(inputs.listQueues, input);
      const names = queues.all().map(({ name }) => name);
      const found = names.filter((name) => name.startsWith(QueueNamePrefix));
      return { QueueUrls: found.map((name) => queues.urlOf(name)) };
    },
    async GetQueueAttributes(input) {
      const { QueueUrl, AttributeNames } = parseSqs(inputs.getAttributes, input);
      AttributeNames.forEach(checkAttributeName);
      const all = queues.byUrl(QueueUrl).attributes();
      if (AttributeNames.includes('All')) return { Attributes: all };
      const wanted = Object.entries(all).filter(([name]) => AttributeNames.includes(name));
      return { Attributes: Object.fromEntries(wanted) };
    },
    async SetQueueAttributes(input) {
      const { QueueUrl, Attributes } = parseSqs(inputs.setAttributes, input);
      const queue = queues.byUrl(QueueUrl);
      queues.reconfigure(queue.name, { ...queue.settings, ...Attributes });
      return {};
    },
    async PurgeQueue(input) {
      queues.byUrl(parseSqs(inputs.queue, input).QueueUrl).purge();
      return {};
    },
    async SendMessage(input) {
      const entry = parseSqs(inputs.send, input);
      return send(queues.byUrl(entry.QueueUrl), entry);
    },
    async SendMessageBatch(input) {
      const { QueueUrl, Entries } = parseSqs(inputs.sendBatch, input);
      const queue = queues.byUrl(QueueUrl);
      return runBatch(Entries, (entry) => send(queue, entry));
    },
    async ReceiveMessage(input) {
      const wanted = parseSqs(inputs.receive, input);
      const messages = await queues.byUrl(wanted.QueueUrl).receive({
        maxMessages: wanted.MaxNumberOfMessages,
        visibilityTimeout: wanted.VisibilityTimeout,
        waitSeconds: wanted.WaitTimeSeconds,
      });
      const system = [...wanted.AttributeNames, ...wanted.MessageSystemAttributeNames];
      if (messages.length === 0) return {};
      return {
        Messages: messages.map((message) =>
          received(message, system, wanted.MessageAttributeNames),
        ),
      };
    },
    async DeleteMessage(input) {
      const { QueueUrl, ReceiptHandle } = parseSqs(inputs.delete, input);
      queues.byUrl(QueueUrl).delete(ReceiptHandle);
      return {};
    },
    async DeleteMessageBatch(input) {
      const { QueueUrl, Entries } = parseSqs(inputs.deleteBatch, input);
      const queue = queues.byUrl(QueueUrl);
      return runBatch(Entries, ({ ReceiptHandle }) => {
        queue.delete(ReceiptHandle);
        return {};
      });
    },
    async ChangeMessageVisibility(input) {
      const wanted = parseSqs(inputs.changeVisibility, input);
      const queue = queues.byUrl(wanted.QueueUrl);
      queue.changeVisibility(wanted.ReceiptHandle, wanted.VisibilityTimeout);
      return {};
    },
    async ChangeMessageVisibilityBatch(input) {
      const { QueueUrl, Entries } = parseSqs(inputs.changeVisibilityBatch, input);
      const queue = queues.byUrl(QueueUrl);
      return runBatch(Entries, (entry) => {
        queue.changeVisibility(entry.ReceiptHandle, entry.VisibilityTimeout);
        return {};
      });
    },
    async TagQueue(input) {
      const { QueueUrl, Tags } = parseSqs(inputs.tag, input);
      setTags(queues.byUrl(QueueUrl), Tags);
      return {};
    },
    async UntagQueue(input) {
      const { QueueUrl, TagKeys } = parseSqs(inputs.untag, input);
      const { tags } = queues.byUrl(QueueUrl);
      TagKeys.forEach((key) => tags.delete(key));
      return {};
    },
    async ListQueueTags(input) {
      const { tags } = queues.byUrl(parseSqs(inputs.queue, input).QueueUrl);
      return { Tags: Object.fromEntries(tags) };
    },
  } satisfies Record<string, JsonOperation>;
}

interface SendEntry {
  readonly MessageBody: string;
  readonly MessageAttributes: MessageAttributes;
  readonly DelaySeconds?: number | undefined;
}

function send(queue: Queue, entry: SendEntry) {
  const { MessageBody: body, MessageAttributes: attributes, DelaySeconds: delaySeconds } = entry;
  const message = queue.send({ body, attributes, delaySeconds });
  return {
    MessageId: message.messageId,
    MD5OfMessageBody: message.bodyMd5,
    MD5OfMessageAttributes: attributesMd5(attributes),
  };
}

function received(message: StoredMessage, system: readonly string[], names: readonly string[]) {
  const attributes = selectAttributes(message.attributes, names);
  const known = Object.entries({
    SenderId: 'embedded',
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  }).filter(([name]) => system.includes('All') || system.includes(name));
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.bodyMd5,
    Body: message.body,
    ...(known.length > 0 && { Attributes: Object.fromEntries(known) }),
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: attributesMd5(attributes),
    }),
  };
}

function setTags(queue: Queue, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) queue.tags.set(key, value);
}
