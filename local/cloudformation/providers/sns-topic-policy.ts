import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider } from '../resource-provider';
import { policyDocument } from './policy-document';

const properties = z.strictObject({
  /** ARNs, as Ref of a topic gives them. */
  Topics: z.array(z.string()).min(1),
  PolicyDocument: policyDocument('resource'),
});

/** AWS::SNS::TopicPolicy: the one policy of each of its topics. */
export function topicPolicyProvider({ resourcePolicies }: EmbeddedServices): ResourceProvider {
  const put = ({ Topics, PolicyDocument }: z.infer<typeof properties>): void => {
    for (const arn of Topics) resourcePolicies.put(arn, PolicyDocument);
  };
  return defineProvider({
    properties,
    replacedBy: ['Topics'],
    create(wanted, request) {
      put(wanted);
      const Id = request.physicalName({ maxLength: 80 });
      return { physicalId: Id, attributes: { Id } };
    },
    update(wanted, _, previous) {
      put(wanted);
      return previous;
    },
    restore: (_, wanted) => {
      put(wanted);
    },
    delete(_, { Topics }) {
      for (const arn of Topics) resourcePolicies.delete(arn);
    },
  });
}
