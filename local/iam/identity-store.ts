/** A role with all that decides what it may do. Policy documents as the template gave them. */
export interface Role {
  readonly arn: string;
  readonly trustPolicy: unknown;
  readonly managedPolicyArns: readonly string[];
  /** A managed policy that limits what the role's policies give. */
  readonly permissionsBoundaryArn?: string;
  readonly inlinePolicies: ReadonlyMap<string, unknown>;
}

/** The account's identities and policies, as the templates made them; evaluation/ evaluates them. */
export interface IdentityStore {
  putRole(name: string, role: Omit<Role, 'inlinePolicies'>): void;
  deleteRole(name: string): void;
  /** Undefined if there is none. */
  role(name: string): Role | undefined;
  roles(): readonly Role[];
  putInlinePolicy(roleName: string, policyName: string, document: unknown): void;
  deleteInlinePolicy(roleName: string, policyName: string): void;
  putManagedPolicy(arn: string, document: unknown): void;
  deleteManagedPolicy(arn: string): void;
  managedPolicy(arn: string): unknown;
  /** Another number after each change. */
  revision(): number;
  /** ARNs and documents. */
  managedPolicies(): readonly (readonly [arn: string, document: unknown])[];
}

export function createIdentityStore(): IdentityStore {
  const roles = new Map<string, Role & { readonly inlinePolicies: Map<string, unknown> }>();
  const managed = new Map<string, unknown>();
  let revision = 0;
  return {
    revision: () => revision,
    putRole(name, role) {
      revision += 1;
      const inlinePolicies = roles.get(name)?.inlinePolicies ?? new Map<string, unknown>();
      roles.set(name, { ...role, inlinePolicies });
    },
    deleteRole(name) {
      revision += 1;
      roles.delete(name);
    },
    role: (name) => roles.get(name),
    roles: () => [...roles.values()],
    putInlinePolicy(roleName, policyName, document) {
      const role = roles.get(roleName);
      if (!role) throw new Error(`The role with name ${roleName} cannot be found.`);
      revision += 1;
      role.inlinePolicies.set(policyName, document);
    },
    deleteInlinePolicy(roleName, policyName) {
      revision += 1;
      roles.get(roleName)?.inlinePolicies.delete(policyName);
    },
    putManagedPolicy(arn, document) {
      revision += 1;
      managed.set(arn, document);
    },
    deleteManagedPolicy(arn) {
      revision += 1;
      managed.delete(arn);
    },
    managedPolicy: (arn) => managed.get(arn),
    managedPolicies: () => [...managed],
  };
}
