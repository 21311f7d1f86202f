import { type Policy } from '../policy/policy';
import { type CallFacts, type StatementMatch, matchStatement } from './statement-match';

/** A policy with what it hangs on. */
export interface AttachedPolicy {
  readonly layer: 'identity' | 'boundary' | 'resource';
  /** ARN of the role or resource that the policy is of. */
  readonly ownerArn: string;
  /** Name of an inline policy, ARN of a managed one; `resource policy`, `trust policy`. */
  readonly name: string;
  readonly policy: Policy;
}

/** A statement that is about the call, with its policy. */
export interface ServingStatement extends StatementMatch {
  readonly source: AttachedPolicy;
}

/** Why a call is denied, as AWS words it. */
export type DenialReason =
  | { readonly kind: 'explicit'; readonly by: ServingStatement }
  /** No policy of the layer allows the call, though one would have to. */
  | { readonly kind: 'implicit'; readonly layer: AttachedPolicy['layer'] };

export type Decision =
  /** `served`: the statements that allow it, none for who administers the account. */
  | { readonly allowed: true; readonly served: readonly ServingStatement[] }
  | { readonly allowed: false; readonly reason: DenialReason };

/** What else the rules depend on. */
export interface EvaluationRules {
  /** Who administers the account needs no policy that allows. */
  readonly isAdministrator: boolean;
  /**
   * Whether identity policies count only where the resource's policy hands the decision to the
   * account, as for KMS keys and roles to assume.
   */
  readonly resourceDecides: boolean;
}

/**
 * Within one account: an explicit deny ends it; then identity policies or the resource's own must
 * allow; a permissions boundary limits what a role gets by its policies and by its ARN, not what a
 * resource grants to the session or to everybody. A service has only what resources grant it.
 * Source: IAM User Guide, "Policy evaluation for requests within a single account" and
 * "Permissions boundaries for IAM entities"; KMS Developer Guide, "Default key policy".
 */
export function evaluate(
  call: CallFacts,
  policies: readonly AttachedPolicy[],
  rules: EvaluationRules,
): Decision {
  const matches = policies.flatMap((source) =>
    source.policy.statements.flatMap((statement): ServingStatement[] => {
      const match = matchStatement(statement, call);
      return match ? [{ ...match, source }] : [];
    }),
  );
  const deny = matches.find(({ statement }) => statement.effect === 'Deny');
  if (deny) return { allowed: false, reason: { kind: 'explicit', by: deny } };

  const inLayer = (layer: AttachedPolicy['layer']): ServingStatement[] =>
    matches.filter(({ source }) => source.layer === layer);
  const granted = inLayer('resource');
  const delegated = granted.filter(({ principal }) => principal === 'account');
  const toRole = granted.filter(({ principal }) => principal === 'role');
  const direct = granted.filter((match) => !delegated.includes(match) && !toRole.includes(match));

  if (rules.isAdministrator && !rules.resourceDecides) return { allowed: true, served: granted };
  if (direct.length > 0) return { allowed: true, served: direct };
  if (rules.isAdministrator) {
    return delegated.length > 0 ? { allowed: true, served: delegated } : implicit('resource');
  }
  if (call.caller.service !== undefined) return implicit('resource');

  const identity = inLayer('identity');
  const identityCounts = !rules.resourceDecides || delegated.length > 0;
  const served = [
    ...toRole,
    ...(identityCounts ? identity : []),
    ...(rules.resourceDecides && identity.length > 0 ? delegated : []),
  ];
  if (served.length === 0) return implicit(identityCounts ? 'identity' : 'resource');
  const hasBoundary = policies.some(({ layer }) => layer === 'boundary');
  const boundary = inLayer('boundary');
  if (hasBoundary && boundary.length === 0) return implicit('boundary');
  return { allowed: true, served: [...served, ...boundary] };
}

function implicit(layer: AttachedPolicy['layer']): Decision {
  return { allowed: false, reason: { kind: 'implicit', layer } };
}
