import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider } from '../resource-provider';
import { policyDocument } from './policy-document';

const properties = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument: policyDocument('identity'),
  Roles: z.array(z.string()).min(1),
});

/** AWS::IAM::Policy: an inline policy of one or more roles. Users and groups do not exist here. */
export function policyProvider({ identities }: EmbeddedServices): ResourceProvider {
  const put = ({ PolicyName, PolicyDocument, Roles }: z.infer<typeof properties>): void => {
    for (const role of Roles) identities.putInlinePolicy(role, PolicyName, PolicyDocument);
  };
  return defineProvider({
    properties,
    replacedBy: ['PolicyName', 'Roles'],
    create(wanted) {
      put(wanted);
      return { physicalId: wanted.PolicyName, attributes: {} };
    },
    update(wanted, _, previous) {
      put(wanted);
      return previous;
    },
    restore: (_, wanted) => {
      put(wanted);
    },
    delete(_, { PolicyName, Roles }) {
      for (const role of Roles) identities.deleteInlinePolicy(role, PolicyName);
    },
  });
}
