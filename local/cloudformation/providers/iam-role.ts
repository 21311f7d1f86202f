import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type IdentityStore } from '../../iam/identity-store';
import { awsManagedPolicy, awsManagedPolicyNames } from '../../iam/managed-policies';
import { roleIdOf } from '../../iam/role-id';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, kept, numberProperty } from '../resource-provider';
import { policyDocument } from './policy-document';

const properties = z.strictObject({
  RoleName: z.string().max(64).optional(),
  Path: z.string().default('/'),
  AssumeRolePolicyDocument: policyDocument('trust'),
  ManagedPolicyArns: z.array(z.string()).default([]),
  Policies: z
    .array(z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument('identity') }))
    .default([]),
  PermissionsBoundary: z.string().optional(),
  MaxSessionDuration: numberProperty.optional(),
  Description: kept,
  Tags: kept,
});
type RoleProperties = z.infer<typeof properties>;

/** AWS::IAM::Role. */
export function roleProvider({ identities, accountId }: EmbeddedServices): ResourceProvider {
  /** By role: the inline policies of the role's own template resource. */
  const ownPolicies = new Map<string, ReadonlySet<string>>();
  const put = (name: string, arn: string, wanted: RoleProperties): void => {
    const boundary = wanted.PermissionsBoundary;
    for (const policy of [
      ...wanted.ManagedPolicyArns,
      ...(boundary === undefined ? [] : [boundary]),
    ]) {
      checkManagedPolicy(policy, identities);
    }
    identities.putRole(name, {
      arn,
      trustPolicy: wanted.AssumeRolePolicyDocument,
      managedPolicyArns: wanted.ManagedPolicyArns,
      ...(boundary !== undefined && { permissionsBoundaryArn: boundary }),
    });
    const present = new Set(wanted.Policies.map(({ PolicyName }) => PolicyName));
    // Policies of AWS::IAM::Policy resources hang on the same role and are not this one's to drop.
    for (const policy of ownPolicies.get(name) ?? []) {
      if (!present.has(policy)) identities.deleteInlinePolicy(name, policy);
    }
    for (const { PolicyName, PolicyDocument } of wanted.Policies) {
      identities.putInlinePolicy(name, PolicyName, PolicyDocument);
    }
    ownPolicies.set(name, present);
  };
  return defineProvider({
    properties,
    name: 'RoleName',
    replacedBy: ['RoleName', 'Path'],
    create(wanted, request) {
      const name = wanted.RoleName ?? request.physicalName({ maxLength: 64 });
      const arn = `arn:aws:iam::${accountId}:role${wanted.Path}${name}`;
      put(name, arn, wanted);
      return { physicalId: name, attributes: { Arn: arn, RoleId: roleIdOf(arn) } };
    },
    update(wanted, _, previous) {
      const { physicalId: name, attributes } = previous;
      put(name, String(attributes.Arn), wanted);
      return previous;
    },
    restore: ({ physicalId: name, attributes }, wanted) => {
      put(name, String(attributes.Arn), wanted);
    },
    delete: ({ physicalId }) => {
      identities.deleteRole(physicalId);
    },
  });
}

/** What a policy allows that is not here would be a guess. */
function checkManagedPolicy(arn: string, identities: IdentityStore): void {
  if (identities.managedPolicy(arn) !== undefined || awsManagedPolicy(arn) !== undefined) return;
  throw new AwsError(
    'NoSuchEntity',
    `Policy ${arn} does not exist here. Of AWS's own there are: ${awsManagedPolicyNames.join(', ')}.`,
    404,
  );
}
