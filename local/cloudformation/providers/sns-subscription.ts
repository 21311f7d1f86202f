import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, booleanProperty, defineProvider, kept } from '../resource-provider';

const properties = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  RawMessageDelivery: booleanProperty.default(false),
  Region: kept,
  DeliveryPolicy: kept,
  RedrivePolicy: kept,
});
type SubscriptionProperties = z.infer<typeof properties>;

/** AWS::SNS::Subscription. Ref gives the ARN. */
export function subscriptionProvider({ sns: { topics } }: EmbeddedServices): ResourceProvider {
  const subscribe = (wanted: SubscriptionProperties): string =>
    topics.subscribe(wanted.TopicArn, {
      protocol: wanted.Protocol,
      endpoint: wanted.Endpoint,
      attributes: { RawMessageDelivery: String(wanted.RawMessageDelivery) },
    }).arn;
  return defineProvider({
    properties,
    replacedBy: ['TopicArn', 'Protocol', 'Endpoint', 'Region'],
    create(wanted) {
      const arn = subscribe(wanted);
      return { physicalId: arn, attributes: { Arn: arn } };
    },
    update(wanted, _, previous) {
      subscribe(wanted);
      return previous;
    },
    delete({ physicalId }, { TopicArn }) {
      // With its topic all its subscriptions go.
      const topic = topics.all().find(({ arn }) => arn === TopicArn);
      topic?.subscriptions.delete(physicalId);
    },
  });
}
