import * as z from 'zod';
import { type IdentityStore } from './identity-store';
import { type Place } from './rights';
import { type ResourcePolicies } from './resource-policies';

const role = z.object({
  arn: z.string(),
  trustPolicy: z.unknown(),
  managedPolicyArns: z.array(z.string()),
  permissionsBoundaryArn: z.string().optional(),
  inlinePolicies: z.array(z.tuple([z.string(), z.unknown()])),
});

/** The own page `policies` of an embedded AWS: all that decides who may do what, but for buckets' policies. */
export const policiesPage = z.object({
  region: z.string(),
  accountId: z.string(),
  roles: z.array(role),
  managedPolicies: z.array(z.tuple([z.string(), z.unknown()])),
  resourcePolicies: z.array(z.object({ resourceArn: z.string(), document: z.unknown() })),
});
export type PoliciesPage = z.output<typeof policiesPage>;

export interface PolicyStores extends Place {
  readonly identities: IdentityStore;
  readonly resourcePolicies: ResourcePolicies;
}

export function writePoliciesPage({
  identities,
  resourcePolicies,
  region,
  accountId,
}: PolicyStores): PoliciesPage {
  return {
    region,
    accountId,
    roles: identities.roles().map((each) => ({
      ...each,
      managedPolicyArns: [...each.managedPolicyArns],
      inlinePolicies: [...each.inlinePolicies],
    })),
    managedPolicies: identities.managedPolicies().map(([arn, document]) => [arn, document]),
    resourcePolicies: [...resourcePolicies.all()],
  };
}

/** Changes with every change of the page, also from one process to the next. */
export const policiesRevision = z.object({ revision: z.string() });

/** @param startedAt tells one process from the next */
export function revisionOf(
  { identities, resourcePolicies }: Pick<PolicyStores, 'identities' | 'resourcePolicies'>,
  startedAt: number,
): string {
  return [startedAt, identities.revision(), resourcePolicies.revision()].join('-');
}

/** Leaves the stores with just what the page has. */
export function readPoliciesPage(page: PoliciesPage, stores: PolicyStores): void {
  const { identities, resourcePolicies } = stores;
  for (const { arn } of identities.roles()) identities.deleteRole(nameOf(arn));
  for (const [arn] of identities.managedPolicies()) identities.deleteManagedPolicy(arn);
  for (const { resourceArn } of resourcePolicies.all()) resourcePolicies.delete(resourceArn);
  for (const { inlinePolicies, permissionsBoundaryArn, ...each } of page.roles) {
    const name = nameOf(each.arn);
    identities.putRole(name, {
      ...each,
      ...(permissionsBoundaryArn !== undefined && { permissionsBoundaryArn }),
    });
    for (const [policy, document] of inlinePolicies) {
      identities.putInlinePolicy(name, policy, document);
    }
  }
  for (const [arn, document] of page.managedPolicies) identities.putManagedPolicy(arn, document);
  for (const { resourceArn, document } of page.resourcePolicies) {
    resourcePolicies.put(resourceArn, document);
  }
}

/** The last part of an ARN, behind the path. */
function nameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
