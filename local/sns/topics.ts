import { randomUUID } from 'node:crypto';
import { type State, volatileState } from '../state/state';
import { WatchedMap } from '../state/watched-map';
import { invalidParameter, subscriptionNotFound, topicNotFound } from './sns-error';
import { type Subscription, type SubscriptionRequest, newSubscription } from './subscription';
import { type StoredTopic, topicFormat } from './topic-format';

export interface Topic {
  readonly name: string;
  readonly arn: string;
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  /** By ARN. */
  readonly subscriptions: Map<string, Subscription>;
}

/** All standard topics with their subscriptions. What looks for one throws NotFound. */
export interface Topics {
  /** Gives the topic that is there, if any. @throws AwsError InvalidParameter */
  create(name: string, attributes: Readonly<Record<string, string>>): Topic;
  get(arn: string): Topic;
  delete(arn: string): void;
  all(): readonly Topic[];
  /** The same endpoint again is the same subscription. @throws AwsError InvalidParameter */
  subscribe(topicArn: string, request: SubscriptionRequest): Subscription;
  unsubscribe(subscriptionArn: string): void;
  subscription(subscriptionArn: string): Subscription;
}

/** Kept and given back; nothing here encrypts, retries or keeps anybody out. */
const ATTRIBUTES = [
  'DeliveryPolicy',
  'DisplayName',
  'KmsMasterKeyId',
  'Policy',
  'SignatureVersion',
  'TracingConfig',
];

/** @throws AwsError InvalidParameter; FIFO topics are refused by name */
export function setTopicAttribute(topic: Pick<Topic, 'attributes'>, name: string, value: string) {
  checkTopicAttribute(name);
  topic.attributes.set(name, value);
}

function checkTopicAttribute(name: string): void {
  if (!ATTRIBUTES.includes(name)) {
    throw invalidParameter(
      `AttributeName ${name}: the embedded SNS has standard topics with ${ATTRIBUTES.join(', ')}`,
    );
  }
}

export function createTopics(
  place: { region: string; accountId: string },
  state: State = volatileState,
): Topics {
  const newTopic = (stored: StoredTopic): Topic => {
    const save = (): void => void topics.set(topic.arn, topic);
    const topic: Topic = {
      name: stored.name,
      arn: stored.arn,
      attributes: new WatchedMap(stored.attributes, save),
      tags: new WatchedMap(stored.tags, save),
      subscriptions: new WatchedMap(
        stored.subscriptions.map((each) => [
          each.arn,
          { ...each, attributes: new Map(each.attributes) },
        ]),
        save,
      ),
    };
    return topic;
  };
  const topics: Map<string, Topic> = state.map('topics', topicFormat(newTopic));
  const get = (arn: string): Topic => {
    const topic = topics.get(arn);
    if (!topic) throw topicNotFound(arn);
    return topic;
  };
  const topicOf = (subscriptionArn: string): Topic => {
    const topic = topics.get(subscriptionArn.slice(0, subscriptionArn.lastIndexOf(':')));
    if (!topic?.subscriptions.has(subscriptionArn)) throw subscriptionNotFound(subscriptionArn);
    return topic;
  };

  return {
    get,
    all: () => [...topics.values()],
    create(name, attributes) {
      if (!/^[A-Za-z0-9_-]{1,256}$/.test(name)) {
        throw invalidParameter(
          `Topic Name '${name}': 1 to 256 letters, digits, hyphens and underscores; no FIFO topics here`,
        );
      }
      const arn = `arn:aws:sns:${place.region}:${place.accountId}:${name}`;
      for (const each of Object.keys(attributes)) checkTopicAttribute(each);
      const empty = { attributes: [], tags: [], subscriptions: [] };
      const topic = topics.get(arn) ?? newTopic({ name, arn, ...empty });
      for (const [key, value] of Object.entries(attributes)) topic.attributes.set(key, value);
      topics.set(arn, topic);
      return topic;
    },
    delete: (arn) => void topics.delete(arn),
    subscribe(topicArn, request) {
      const { subscriptions } = get(topicArn);
      const wanted = newSubscription(topicArn, randomUUID(), request);
      const there = [...subscriptions.values()].find(
        ({ protocol, endpoint }) => protocol === wanted.protocol && endpoint === wanted.endpoint,
      );
      const subscription = there ? { ...wanted, arn: there.arn } : wanted;
      subscriptions.set(subscription.arn, subscription);
      return subscription;
    },
    unsubscribe(arn) {
      topicOf(arn).subscriptions.delete(arn);
    },
    subscription(arn) {
      const subscription = topicOf(arn).subscriptions.get(arn);
      if (!subscription) throw subscriptionNotFound(arn);
      return subscription;
    },
  };
}
