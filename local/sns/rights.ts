import { type ConditionContext } from '../iam/access';
import { type Right } from '../iam/rights';
import { resourceTags } from '../iam/tag-context';
import { type KeyRing, keyRights } from '../kms/key-rights';
import { type Topics } from './topics';

/**
 * The rights of SNS's operations; publishing to an encrypted topic also takes rights on its key.
 * Source: Service Authorization Reference, "... for Amazon SNS"; SNS Developer Guide, "Key management".
 */
export function snsRights(ring: KeyRing, topics: Topics) {
  const { region, accountId } = ring;
  const find = (arn: string) => topics.all().find((topic) => topic.arn === arn);
  const tagsOf = (arn: string): ConditionContext => resourceTags(find(arn)?.tags ?? []);
  const on = (action: string, topicArn: string): Right => {
    const policy = find(topicArn)?.attributes.get('Policy');
    return {
      action: `sns:${action}`,
      resource: topicArn,
      context: tagsOf(topicArn),
      ...(policy && { resourcePolicy: { resourceArn: topicArn, document: policy } }),
    };
  };
  const topic =
    (action: string, parameter = 'TopicArn') =>
    (form: URLSearchParams) => [on(action, form.get(parameter) ?? '')];
  const listed = (action: string) => () => [{ action: `sns:${action}`, resource: '*' }];
  return {
    CreateTopic: (form: URLSearchParams) => [
      on('CreateTopic', `arn:aws:sns:${region}:${accountId}:${form.get('Name') ?? ''}`),
    ],
    DeleteTopic: topic('DeleteTopic'),
    ListTopics: listed('ListTopics'),
    GetTopicAttributes: topic('GetTopicAttributes'),
    SetTopicAttributes: topic('SetTopicAttributes'),
    ListTagsForResource: topic('ListTagsForResource', 'ResourceArn'),
    Subscribe: topic('Subscribe'),
    Unsubscribe: (form: URLSearchParams) => {
      const arn = form.get('SubscriptionArn') ?? '';
      return [on('Unsubscribe', arn.slice(0, arn.lastIndexOf(':')))];
    },
    ListSubscriptions: listed('ListSubscriptions'),
    ListSubscriptionsByTopic: topic('ListSubscriptionsByTopic'),
    Publish: (form: URLSearchParams) => {
      const topicArn = form.get('TopicArn') ?? form.get('TargetArn') ?? '';
      const key = find(topicArn)?.attributes.get('KmsMasterKeyId');
      return [
        on('Publish', topicArn),
        ...keyRights(ring, {
          service: 'sns',
          key,
          actions: ['GenerateDataKey', 'Decrypt'],
          encryptionContext: { 'aws:sns:topicArn': topicArn },
        }),
      ];
    },
  };
}
