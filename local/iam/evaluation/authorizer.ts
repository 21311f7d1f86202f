import { type Clock } from '../../clock';
import { type AccessRequest, type Authorizer, type Caller, type ConditionContext } from '../access';
import { type IdentityStore } from '../identity-store';
import { type ParsedPolicies } from '../policy/parsed-policies';
import { type ResourcePolicies } from '../resource-policies';
import { AccessDeniedError } from './access-denied';
import { type NamedCaller, nameCaller, roleNameOf } from './caller-names';
import { type AttachedPolicy, type Decision, evaluate } from './evaluate';
import { rolePolicies } from './role-policies';

export interface AuthorizerOptions {
  readonly identities: IdentityStore;
  /** Asked for the policy of a resource when a request does not bring it along. */
  readonly resourcePolicies: ResourcePolicies;
  readonly parsedPolicies: ParsedPolicies;
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  /** Hears of each decision, and of the sentence of a denial, for the report of what was used. */
  readonly onDecision?: (
    request: AccessRequest,
    decision: Decision,
    denial: string | undefined,
  ) => void;
}

export function createAuthorizer(options: AuthorizerOptions): Authorizer {
  return {
    authorize(request) {
      const caller = nameCaller(request.caller, options.accountId);
      const decision = decide(request, caller, options);
      const denied = decision.allowed
        ? undefined
        : new AccessDeniedError(request, caller.shown, decision.reason);
      options.onDecision?.(request, decision, denied?.message);
      if (denied) throw denied;
    },
  };
}

function decide(request: AccessRequest, caller: NamedCaller, options: AuthorizerOptions): Decision {
  const { action, resource } = request;
  const own = lowerCaseKeys(request.context ?? {});
  const context = {
    ...commonContext(request, options),
    ...caller.context,
    ...(isOfKms(action) && ofKms(request.caller, own, options)),
    ...own,
  };
  const identity = identityPolicies(request, options);
  const hasBoundary = identity.some(({ layer }) => layer === 'boundary');
  const names = { ...caller.names, hasBoundary };
  const policies = [...identity, ...resourcePolicyOf(request, options)];
  return evaluate({ caller: names, action, resource, context }, policies, {
    isAdministrator: request.caller.kind === 'account',
    resourceDecides: isOfKms(action) || isAssumeRole(action),
  });
}

function identityPolicies(
  { caller }: AccessRequest,
  { identities, parsedPolicies: parsed }: AuthorizerOptions,
): AttachedPolicy[] {
  if (caller.kind !== 'role') return [];
  const role = identities.role(roleNameOf(caller.roleArn));
  // A role that is gone, or was made anew under another path, has no rights.
  return role?.arn === caller.roleArn ? rolePolicies(role, identities, parsed) : [];
}

function resourcePolicyOf(
  { action, resource, resourcePolicy }: AccessRequest,
  { identities, resourcePolicies, parsedPolicies: parsed }: AuthorizerOptions,
): AttachedPolicy[] {
  if (isAssumeRole(action)) {
    const document = resourcePolicy?.document ?? identities.role(roleNameOf(resource))?.trustPolicy;
    if (document === undefined) return [];
    const policy = parsed.parse(document, 'trust');
    return [{ layer: 'resource', ownerArn: resource, name: 'trust policy', policy }];
  }
  const given = resourcePolicy ?? resourcePolicies.of(resource);
  if (given?.document === undefined) return [];
  const policy = parsed.parse(given.document, 'resource');
  return [{ layer: 'resource', ownerArn: given.resourceArn, name: 'resource policy', policy }];
}

/** Source: IAM User Guide, "AWS global condition context keys". */
function commonContext(
  { resource }: AccessRequest,
  { accountId, region, clock }: AuthorizerOptions,
): ConditionContext {
  const now = clock.now();
  return {
    'aws:currenttime': new Date(now).toISOString(),
    'aws:epochtime': String(Math.floor(now / 1000)),
    'aws:requestedregion': region,
    // What is not on this machine does not exist: whatever is called belongs to the account.
    'aws:resourceaccount': accountId,
    // The gateway stands for AWS's endpoints, which take TLS only; here it is loopback, without.
    'aws:securetransport': 'true',
    'aws:sourceip': '127.0.0.1',
    'aws:viaawsservice': 'false',
    ...(resource.startsWith('arn:aws:s3:') && { 's3:tlsversion': '1.3' }),
  };
}

/** A service that uses a key for its caller calls KMS itself. Source: KMS Developer Guide, "AWS KMS condition keys". */
function ofKms(
  caller: Caller,
  context: ConditionContext,
  { accountId }: AuthorizerOptions,
): ConditionContext {
  return {
    ...(caller.kind !== 'service' && { 'kms:calleraccount': accountId }),
    ...('kms:viaservice' in context && { 'aws:viaawsservice': 'true' }),
  };
}

function isOfKms(action: string): boolean {
  return action.startsWith('kms:');
}

function isAssumeRole(action: string): boolean {
  return action === 'sts:AssumeRole';
}

function lowerCaseKeys(context: ConditionContext): ConditionContext {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]),
  );
}
