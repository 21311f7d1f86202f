import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { queryService } from '../gateway/aws-query';
import { queryInput } from '../gateway/query-input';
import { type AwsService } from '../gateway/service';
import { type Clock } from '../clock';
import { type Authorizer } from '../iam/access';
import { type IdentityStore } from '../iam/identity-store';
import { type Principals } from '../iam/principals';
import { allowEverything } from '../iam/rights';
import { roleIdOf } from '../iam/role-id';
import { isBootstrapRole } from './bootstrap-roles';

export interface StsOptions {
  readonly principals: Principals;
  readonly identities: IdentityStore;
  readonly accountId: string;
  readonly clock: Clock;
  /** Asked whether a role's trust policy lets the caller assume it. */
  readonly authorizer?: Authorizer;
}

const schema = z.strictObject({
  RoleArn: z.string(),
  /** Source: STS API Reference, AssumeRole. */
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/, '2 to 64 letters, digits and _+=,.@-'),
  /** Seconds. */
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(3600),
});

/** STS: who a caller is, and the credentials of a role. */
export function createSts({
  principals,
  identities,
  accountId,
  clock,
  authorizer = allowEverything,
}: StsOptions): AwsService {
  const roleExists = (roleArn: string): boolean =>
    isBootstrapRole(roleArn, accountId) || identities.roles().some(({ arn }) => arn === roleArn);
  return queryService({
    signingName: 'sts',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: {
      async GetCallerIdentity(parameters, { accessKeyId = '' }) {
        queryInput(parameters, z.strictObject({}));
        const caller = principals.callerOf({ accessKeyId, sessionToken: undefined });
        if (caller.kind !== 'role') {
          return { Arn: `arn:aws:iam::${accountId}:root`, UserId: accountId, Account: accountId };
        }
        const { roleArn, sessionName } = caller;
        const Arn = sessionArn(roleArn, accountId, sessionName);
        return { Arn, UserId: `${roleIdOf(roleArn)}:${sessionName}`, Account: accountId };
      },
      async AssumeRole(parameters, { caller }) {
        const { RoleArn, RoleSessionName, DurationSeconds } = queryInput(parameters, schema);
        if (!roleExists(RoleArn)) {
          throw new AwsError(
            'AccessDenied',
            `User: arn:aws:iam::${accountId}:root is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}. There is no such role.`,
            403,
          );
        }
        if (!isBootstrapRole(RoleArn, accountId)) {
          authorizer.authorize({ caller, action: 'sts:AssumeRole', resource: RoleArn });
        }
        const credentials = principals.issue(RoleArn, RoleSessionName);
        return {
          Credentials: {
            AccessKeyId: credentials.accessKeyId,
            SecretAccessKey: credentials.secretAccessKey,
            SessionToken: credentials.sessionToken,
            Expiration: new Date(clock.now() + DurationSeconds * 1000).toISOString(),
          },
          AssumedRoleUser: {
            AssumedRoleId: `${roleIdOf(RoleArn)}:${RoleSessionName}`,
            Arn: sessionArn(RoleArn, accountId, RoleSessionName),
          },
        };
      },
    },
  });
}

function sessionArn(roleArn: string, accountId: string, session: string): string {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return `arn:aws:sts::${accountId}:assumed-role/${name}/${session}`;
}
