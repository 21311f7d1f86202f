import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, kept } from '../resource-provider';
import { policyDocument } from './policy-document';

const properties = z.strictObject({
  ManagedPolicyName: z.string().optional(),
  Path: z.string().default('/'),
  PolicyDocument: policyDocument('identity'),
  Description: kept,
});

/** AWS::IAM::ManagedPolicy; roles name it in their ManagedPolicyArns. */
export function managedPolicyProvider({
  identities,
  accountId,
}: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'ManagedPolicyName',
    replacedBy: ['ManagedPolicyName', 'Path', 'Description'],
    create(wanted, request) {
      const name = wanted.ManagedPolicyName ?? request.physicalName({ maxLength: 128 });
      const arn = `arn:aws:iam::${accountId}:policy${wanted.Path}${name}`;
      identities.putManagedPolicy(arn, wanted.PolicyDocument);
      return { physicalId: arn, attributes: { PolicyArn: arn } };
    },
    update(wanted, _, previous) {
      identities.putManagedPolicy(previous.physicalId, wanted.PolicyDocument);
      return previous;
    },
    restore: ({ physicalId }, { PolicyDocument }) => {
      identities.putManagedPolicy(physicalId, PolicyDocument);
    },
    delete: ({ physicalId }) => {
      identities.deleteManagedPolicy(physicalId);
    },
  });
}
