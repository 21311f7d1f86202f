import { join } from 'node:path';
import { type Clock } from './clock';
import { mirrorPolicies } from './elsewhere/policy-mirror';
import { type OwnPages } from './gateway/own-pages';
import { type Authorizer } from './iam/access';
import { createAuthorizer } from './iam/evaluation/authorizer';
import { type IdentityStore, createIdentityStore } from './iam/identity-store';
import { revisionOf, writePoliciesPage } from './iam/policies-page';
import { createParsedPolicies } from './iam/policy/parsed-policies';
import { type Principals, createPrincipals } from './iam/principals';
import { grantedStatements } from './iam/report/granted-statements';
import { type ReportInput } from './iam/report/report-input';
import { createUseLedger } from './iam/report/use-ledger';
import { type ResourcePolicies, createResourcePolicies } from './iam/resource-policies';
import { type Place } from './iam/rights';
import { type Keys, createKeys } from './kms/keys';

export interface AccessControlOptions extends Place {
  readonly dataDir: string;
  readonly clock: Clock;
  /**
   * URL of the process where CloudFormation makes roles and policies; `here` for this one. Without it, or
   * where that is another emulator, every call is allowed: nobody knows of any policy.
   */
  readonly policiesAt: string | undefined;
}

/** Who may do what, and what of it was used: IAM, and the keys of KMS. */
export interface AccessControl {
  readonly principals: Principals;
  readonly identities: IdentityStore;
  readonly resourcePolicies: ResourcePolicies;
  readonly keys: Keys;
  /** Decides about every call, and remembers which statement served it. */
  readonly authorizer: Authorizer;
  /** What of the roles' rights was granted, and what was used so far. */
  readonly iamUse: () => ReportInput;
  /** For a process beside this one that evaluates by the same policies. */
  readonly pages: OwnPages;
  /** Before each call: brings policies of another process up to date. Rejects with AwsError. */
  readonly refresh: () => Promise<void>;
  /** Writes down what was used. */
  close(): void;
}

export function createAccessControl(options: AccessControlOptions): AccessControl {
  const { dataDir, clock, policiesAt, region, accountId } = options;
  const place = { region, accountId };
  const identities = createIdentityStore();
  const resourcePolicies = createResourcePolicies();
  const parsedPolicies = createParsedPolicies();
  const useLedger = createUseLedger(join(dataDir, 'iam', 'use.json'));
  const onDecision = useLedger.record;
  const stores = { identities, resourcePolicies, ...place };
  const mirror =
    policiesAt === undefined || policiesAt === 'here'
      ? undefined
      : mirrorPolicies(policiesAt, stores);
  const startedAt = Date.now();
  const revision = (): string | undefined =>
    policiesAt === 'here' ? revisionOf(stores, startedAt) : mirror?.revision();
  const evaluating = createAuthorizer({ ...stores, parsedPolicies, clock, onDecision });
  const hasPolicies = (): boolean => policiesAt === 'here' || (mirror?.hasPolicies() ?? false);
  return {
    principals: createPrincipals(),
    identities,
    resourcePolicies,
    keys: createKeys(place),
    authorizer: {
      authorize(request) {
        if (hasPolicies()) evaluating.authorize(request);
      },
    },
    iamUse: () => ({
      granted: grantedStatements(identities, parsedPolicies),
      recorded: useLedger.recorded(),
    }),
    pages: {
      // A third process may take the policies from one that has but a copy, or none.
      policies: () => (revision() === undefined ? {} : writePoliciesPage(stores)),
      'policies-revision': async () => {
        await mirror?.refresh();
        return { revision: revision() };
      },
    },
    refresh: async () => mirror?.refresh(),
    close: () => {
      mirror?.close();
      useLedger.flush();
    },
  };
}
