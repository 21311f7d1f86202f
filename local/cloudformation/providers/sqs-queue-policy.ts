import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider } from '../resource-provider';
import { policyDocument } from './policy-document';

const properties = z.strictObject({
  /** URLs, as Ref of a queue gives them. */
  Queues: z.array(z.string()).min(1),
  PolicyDocument: policyDocument('resource'),
});

/** AWS::SQS::QueuePolicy: the one policy of each of its queues. */
export function queuePolicyProvider(services: EmbeddedServices): ResourceProvider {
  const { sqs, resourcePolicies } = services;
  return defineProvider({
    properties,
    replacedBy: ['Queues'],
    create({ Queues, PolicyDocument }, request) {
      const arns = Queues.map((url) => sqs.queues.byUrl(url).arn);
      for (const arn of arns) resourcePolicies.put(arn, PolicyDocument);
      const Id = request.physicalName({ maxLength: 80 });
      return { physicalId: Id, attributes: { Id, arns } };
    },
    update({ PolicyDocument }, _, previous) {
      for (const arn of arnsOf(previous.attributes)) resourcePolicies.put(arn, PolicyDocument);
      return previous;
    },
    restore({ attributes }, { PolicyDocument }) {
      for (const arn of arnsOf(attributes)) resourcePolicies.put(arn, PolicyDocument);
    },
    delete({ attributes }) {
      for (const arn of arnsOf(attributes)) resourcePolicies.delete(arn);
    },
  });
}

/** A queue may be gone before its policy: its ARN is kept from the time when it was there. */
function arnsOf({ arns }: Readonly<Record<string, unknown>>): string[] {
  return z.array(z.string()).parse(arns);
}
