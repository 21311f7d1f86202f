import * as z from 'zod';
import { type Topic } from '../../sns/topics';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, kept } from '../resource-provider';
import { setTags, tagsProperty } from './tags-property';

const properties = z.strictObject({
  TopicName: z.string().optional(),
  DisplayName: z.string().optional(),
  KmsMasterKeyId: z.string().optional(),
  SignatureVersion: z.string().optional(),
  TracingConfig: z.string().optional(),
  Subscription: z.array(z.strictObject({ Endpoint: z.string(), Protocol: z.string() })).default([]),
  Tags: tagsProperty,
  DataProtectionPolicy: kept,
  DeliveryStatusLogging: kept,
});
type TopicProperties = z.infer<typeof properties>;

/** AWS::SNS::Topic, standard, with the subscriptions that stand in it. Ref gives the ARN. */
export function topicProvider({ sns: { topics } }: EmbeddedServices): ResourceProvider {
  const configure = (topic: Topic, wanted: TopicProperties): void => {
    setTags(topic.tags, wanted.Tags);
    for (const { Endpoint: endpoint, Protocol: protocol } of wanted.Subscription) {
      topics.subscribe(topic.arn, { endpoint, protocol });
    }
  };
  return defineProvider({
    properties,
    name: 'TopicName',
    replacedBy: ['TopicName'],
    create(wanted, request) {
      const TopicName = wanted.TopicName ?? request.physicalName({ maxLength: 256 });
      const topic = topics.create(TopicName, attributesOf(wanted));
      configure(topic, wanted);
      return { physicalId: topic.arn, attributes: { TopicArn: topic.arn, TopicName } };
    },
    update(wanted, _, previous) {
      const topic = topics.get(previous.physicalId);
      topic.attributes.clear();
      topics.create(topic.name, attributesOf(wanted));
      configure(topic, wanted);
      return previous;
    },
    delete: ({ physicalId }) => {
      topics.delete(physicalId);
    },
  });
}

function attributesOf(wanted: TopicProperties): Record<string, string> {
  const { DisplayName, KmsMasterKeyId, SignatureVersion, TracingConfig } = wanted;
  const attributes = { DisplayName, KmsMasterKeyId, SignatureVersion, TracingConfig };
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
