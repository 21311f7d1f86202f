import { type AccessRequest } from '../../../../local/iam/access';
import { createAuthorizer } from '../../../../local/iam/evaluation/authorizer';
import { type IdentityStore, createIdentityStore } from '../../../../local/iam/identity-store';
import { createParsedPolicies } from '../../../../local/iam/policy/parsed-policies';
import {
  type ResourcePolicies,
  createResourcePolicies,
} from '../../../../local/iam/resource-policies';
import { ManualClock } from '../../../support/manual-clock';

export const ACCOUNT = '123456789012';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/reader`;
export const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/reader/me`;
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`;
export const OBJECT = 'arn:aws:s3:::data/runs/1';

export const roleCaller = { kind: 'role', roleArn: ROLE, sessionName: 'me' } as const;
export const serviceCaller = { kind: 'service', principal: 'events.amazonaws.com' } as const;

export const policy = (...statements: object[]): object => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const allow = (more: object = {}): object => ({
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
  ...more,
});
export const deny = (more: object = {}): object => allow({ Effect: 'Deny', ...more });

export interface World {
  readonly identity?: readonly object[];
  readonly boundary?: readonly object[];
  readonly resource?: readonly object[];
  readonly trust?: readonly object[];
}

/** One role, `reader`, with these statements; the resource's policy comes with the request. */
export function authorizerOf(world: World): {
  readonly identities: IdentityStore;
  readonly resourcePolicies: ResourcePolicies;
  /** `allowed`, or the message of the denial. */
  readonly ask: (request: Partial<AccessRequest>) => string;
} {
  const identities = createIdentityStore();
  const resourcePolicies = createResourcePolicies();
  const boundaryArn = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
  identities.putManagedPolicy(boundaryArn, policy(...(world.boundary ?? [])));
  identities.putRole('reader', {
    arn: ROLE,
    trustPolicy: policy(...(world.trust ?? [])),
    managedPolicyArns: [],
    ...(world.boundary && { permissionsBoundaryArn: boundaryArn }),
  });
  identities.putInlinePolicy('reader', 'own', policy(...(world.identity ?? [])));
  const clock = new ManualClock();
  const region = 'us-east-1';
  const authorizer = createAuthorizer({
    identities,
    resourcePolicies,
    parsedPolicies: createParsedPolicies(),
    accountId: ACCOUNT,
    region,
    clock,
  });
  return {
    identities,
    resourcePolicies,
    ask(request) {
      const resource = request.resource ?? OBJECT;
      try {
        authorizer.authorize({
          caller: roleCaller,
          action: 's3:GetObject',
          resource,
          ...(world.resource && {
            resourcePolicy: { resourceArn: resource, document: policy(...world.resource) },
          }),
          ...request,
        });
        return 'allowed';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}
