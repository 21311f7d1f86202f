import * as z from 'zod';
import { type Format } from '../state/format';
import { type Topic } from './topics';

const entries = z.array(z.tuple([z.string(), z.string()]));
const schema = z.object({
  name: z.string(),
  arn: z.string(),
  attributes: entries,
  tags: entries,
  subscriptions: z.array(
    z.object({
      arn: z.string(),
      topicArn: z.string(),
      protocol: z.enum(['email', 'lambda', 'sqs']),
      endpoint: z.string(),
      attributes: entries,
    }),
  ),
});

export type StoredTopic = z.output<typeof schema>;

export function topicFormat(read: (stored: StoredTopic) => Topic): Format<Topic, StoredTopic> {
  return {
    schema,
    read,
    write: ({ name, arn, attributes, tags, subscriptions }) => ({
      name,
      arn,
      attributes: [...attributes],
      tags: [...tags],
      subscriptions: [...subscriptions.values()].map((subscription) => ({
        ...subscription,
        attributes: [...subscription.attributes],
      })),
    }),
  };
}
