import { type IdentityStore, type Role } from '../identity-store';
import { awsManagedPolicy } from '../managed-policies';
import { type ParsedPolicies } from '../policy/parsed-policies';
import { type AttachedPolicy } from './evaluate';

/** All policies of a role: inline, managed, and its permissions boundary. */
export function rolePolicies(
  role: Role,
  identities: IdentityStore,
  parsed: ParsedPolicies,
): AttachedPolicy[] {
  const attach = (
    layer: AttachedPolicy['layer'],
    name: string,
    document: unknown,
  ): AttachedPolicy => ({
    layer,
    ownerArn: role.arn,
    name,
    policy: parsed.parse(document, 'identity'),
  });
  const managed = (layer: AttachedPolicy['layer'], arn: string): AttachedPolicy =>
    attach(layer, arn, managedDocument(arn, identities));
  return [
    ...[...role.inlinePolicies].map(([name, document]) => attach('identity', name, document)),
    ...role.managedPolicyArns.map((arn) => managed('identity', arn)),
    ...(role.permissionsBoundaryArn === undefined
      ? []
      : [managed('boundary', role.permissionsBoundaryArn)]),
  ];
}

/** A policy that is gone allows nothing: AWS does not let one go that is still attached. */
const NOTHING: unknown = { Version: '2012-10-17', Statement: [] };

function managedDocument(arn: string, identities: IdentityStore): unknown {
  return identities.managedPolicy(arn) ?? awsManagedPolicy(arn) ?? NOTHING;
}
