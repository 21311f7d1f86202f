import * as z from 'zod';
import { type QueueSettings } from '../../sqs/queue-settings';
import { type EmbeddedServices } from '../embedded-services';
import {
  type ResourceProvider,
  booleanProperty,
  defineProvider,
  numberProperty,
} from '../resource-provider';
import { setTags, tagsProperty } from './tags-property';

const policy = z.record(z.string(), z.unknown());
const properties = z.strictObject({
  QueueName: z.string().optional(),
  DelaySeconds: numberProperty.optional(),
  MaximumMessageSize: numberProperty.optional(),
  MessageRetentionPeriod: numberProperty.optional(),
  ReceiveMessageWaitTimeSeconds: numberProperty.optional(),
  VisibilityTimeout: numberProperty.optional(),
  KmsMasterKeyId: z.string().optional(),
  KmsDataKeyReusePeriodSeconds: numberProperty.optional(),
  SqsManagedSseEnabled: booleanProperty.optional(),
  RedrivePolicy: policy.optional(),
  RedriveAllowPolicy: policy.optional(),
  Tags: tagsProperty,
});
type QueueProperties = z.infer<typeof properties>;

/** AWS::SQS::Queue, standard. Ref gives the queue's URL. */
export function queueProvider({ sqs: { queues } }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'QueueName',
    replacedBy: ['QueueName'],
    create(wanted, request) {
      const name = wanted.QueueName ?? request.physicalName({ maxLength: 80 });
      const queue = queues.create(name, settingsOf(wanted));
      setTags(queue.tags, wanted.Tags);
      const QueueUrl = queues.urlOf(name);
      return { physicalId: QueueUrl, attributes: { Arn: queue.arn, QueueName: name, QueueUrl } };
    },
    update(wanted, _, previous) {
      const queue = queues.byUrl(previous.physicalId);
      queues.reconfigure(queue.name, settingsOf(wanted));
      setTags(queue.tags, wanted.Tags);
      return previous;
    },
    isThere({ QueueName }, request) {
      const wanted = QueueName ?? request.physicalName({ maxLength: 80 });
      return queues.all().some(({ name }) => name === wanted);
    },
    discard(wanted, request) {
      queues.delete(wanted.QueueName ?? request.physicalName({ maxLength: 80 }));
    },
    delete({ physicalId }) {
      queues.delete(queues.byUrl(physicalId).name);
    },
  });
}

function settingsOf({ QueueName: _, Tags: _tags, ...settings }: QueueProperties): QueueSettings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
}
