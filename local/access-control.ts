import { join } from 'node:path';
import { type Clock } from './clock';
import { type Authorizer } from './iam/access';
import { createAuthorizer } from './iam/evaluation/authorizer';
import { type IdentityStore, createIdentityStore } from './iam/identity-store';
import { createParsedPolicies } from './iam/policy/parsed-policies';
import { type Principals, createPrincipals } from './iam/principals';
import { grantedStatements } from './iam/report/granted-statements';
import { type ReportInput } from './iam/report/report-input';
import { createUseLedger } from './iam/report/use-ledger';
import { type ResourcePolicies, createResourcePolicies } from './iam/resource-policies';
import { type Place, allowEverything } from './iam/rights';
import { type Keys, createKeys } from './kms/keys';

export interface AccessControlOptions extends Place {
  readonly dataDir: string;
  readonly clock: Clock;
  /** Whether CloudFormation makes roles and policies in this process: without it, no role has any. */
  readonly hasPolicies: boolean;
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
  iamUse(): ReportInput;
  /** Writes down what was used. */
  flush(): void;
}

export function createAccessControl(options: AccessControlOptions): AccessControl {
  const { dataDir, clock, hasPolicies, region, accountId } = options;
  const place = { region, accountId };
  const identities = createIdentityStore();
  const resourcePolicies = createResourcePolicies();
  const parsedPolicies = createParsedPolicies();
  const useLedger = createUseLedger(join(dataDir, 'iam', 'use.json'));
  const onDecision = useLedger.record;
  const policies = { identities, resourcePolicies, parsedPolicies };
  return {
    principals: createPrincipals(),
    identities,
    resourcePolicies,
    keys: createKeys(place),
    authorizer: hasPolicies
      ? createAuthorizer({ ...place, ...policies, clock, onDecision })
      : allowEverything,
    iamUse: () => ({
      granted: grantedStatements(identities, parsedPolicies),
      recorded: useLedger.recorded(),
    }),
    flush: () => {
      useLedger.flush();
    },
  };
}
