import * as z from 'zod';
import { type QueryOperation } from '../gateway/aws-query';
import { type FormTree, formList, formText, formTree } from '../gateway/query-form';
import { type MessageAttributes, messageAttributeSchema } from '../sqs/message-attributes';
import { type PublishRequest } from './notification';
import { invalidParameter } from './sns-error';
import { type Subscription, isPending, shownArn } from './subscription';
import { type Topic, type Topics, setTopicAttribute } from './topics';

/** @returns the MessageId */
export type PublishToTopic = (topicArn: string, request: PublishRequest) => Promise<string>;

/** SNS's operations, by the query protocol. Source: SNS API Reference. */
export function snsOperations(topics: Topics, publish: PublishToTopic, accountId: string) {
  const list = (subscriptions: readonly Subscription[]) => ({
    Subscriptions: { member: subscriptions.map((each) => describe(each, accountId)) },
  });
  return {
    async CreateTopic(form) {
      const tree = formTree(form);
      const topic = topics.create(need(form, 'Name'), texts(tree.get('Attributes')));
      for (const [key, value] of pairs(tree.get('Tags'), 'Key', 'Value'))
        topic.tags.set(key, value);
      return { TopicArn: topic.arn };
    },
    async DeleteTopic(form) {
      topics.delete(need(form, 'TopicArn'));
      return {};
    },
    async ListTopics() {
      return { Topics: { member: topics.all().map(({ arn }) => ({ TopicArn: arn })) } };
    },
    async GetTopicAttributes(form) {
      const attributes = attributesOf(topics.get(need(form, 'TopicArn')), accountId);
      return { Attributes: { entry: entriesOf(attributes) } };
    },
    async SetTopicAttributes(form) {
      const topic = topics.get(need(form, 'TopicArn'));
      setTopicAttribute(topic, need(form, 'AttributeName'), form.get('AttributeValue') ?? '');
      return {};
    },
    async ListTagsForResource(form) {
      const { tags } = topics.get(need(form, 'ResourceArn'));
      return { Tags: { member: [...tags].map(([Key, Value]) => ({ Key, Value })) } };
    },
    async Subscribe(form) {
      const subscription = topics.subscribe(need(form, 'TopicArn'), {
        protocol: need(form, 'Protocol'),
        endpoint: form.get('Endpoint') ?? '',
        attributes: texts(formTree(form).get('Attributes')),
      });
      const tellsArn = !isPending(subscription) || form.get('ReturnSubscriptionArn') === 'true';
      return { SubscriptionArn: tellsArn ? subscription.arn : 'pending confirmation' };
    },
    async Unsubscribe(form) {
      topics.unsubscribe(need(form, 'SubscriptionArn'));
      return {};
    },
    async ListSubscriptions() {
      return list(topics.all().flatMap(({ subscriptions }) => [...subscriptions.values()]));
    },
    async ListSubscriptionsByTopic(form) {
      return list([...topics.get(need(form, 'TopicArn')).subscriptions.values()]);
    },
    async Publish(form) {
      const MessageId = await publish(form.get('TopicArn') ?? need(form, 'TargetArn'), {
        subject: form.get('Subject') ?? undefined,
        message: form.get('Message') ?? '',
        structure: form.get('MessageStructure') ?? undefined,
        attributes: messageAttributes(formTree(form)),
      });
      return { MessageId };
    },
  } satisfies Record<string, QueryOperation>;
}

function describe(subscription: Subscription, Owner: string) {
  const { topicArn: TopicArn, protocol: Protocol, endpoint: Endpoint } = subscription;
  return { SubscriptionArn: shownArn(subscription), Owner, Protocol, Endpoint, TopicArn };
}

function attributesOf(topic: Topic, accountId: string): Record<string, string> {
  const pending = [...topic.subscriptions.values()].filter(isPending).length;
  return {
    TopicArn: topic.arn,
    Owner: accountId,
    ...Object.fromEntries(topic.attributes),
    SubscriptionsConfirmed: String(topic.subscriptions.size - pending),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: '0',
  };
}

function entriesOf(attributes: Readonly<Record<string, string>>) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value }));
}

function need(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value === null || value === '') throw invalidParameter(`${name} is missing`);
  return value;
}

function texts(map: string | FormTree | undefined): Record<string, string> {
  return Object.fromEntries(pairs(map, 'key', 'value'));
}

/** Entries of a map (`entry`) or of a list of pairs (`member`). */
function pairs(node: string | FormTree | undefined, key: string, value: string) {
  const entries = node instanceof Map ? formList(node.get('entry') ?? node.get('member')) : [];
  return entries.flatMap((entry) => {
    if (!(entry instanceof Map)) return [];
    return [[formText(entry.get(key)), formText(entry.get(value))] as const];
  });
}

function messageAttributes(tree: FormTree): MessageAttributes {
  const map = tree.get('MessageAttributes');
  const entries = map instanceof Map ? formList(map.get('entry')) : [];
  const attributes = entries.flatMap((entry) => {
    const value = entry instanceof Map ? entry.get('Value') : undefined;
    if (!(entry instanceof Map) || !(value instanceof Map)) return [];
    return [[formText(entry.get('Name')), Object.fromEntries(value)] as const];
  });
  const schema = z.record(z.string(), messageAttributeSchema);
  const parsed = schema.safeParse(Object.fromEntries(attributes));
  if (parsed.success) return parsed.data;
  throw invalidParameter(`MessageAttributes: ${z.prettifyError(parsed.error)}`);
}
