import { type Authorizer } from './access';
import { type Place } from './rights';
import { authorizeSender, serviceSender } from './sender';

/**
 * Whether a service may act under a role: the role's trust policy has to say so.
 * @throws AwsError AccessDenied for sts:AssumeRole
 */
export function authorizeAssumption(
  authorizer: Authorizer,
  place: Pick<Place, 'accountId'>,
  assumption: {
    readonly roleArn: string;
    /** E.g. `lambda.amazonaws.com`. */
    readonly service: string;
    /** The resource that the service acts for. */
    readonly sourceArn: string;
  },
): void {
  const { roleArn, service, sourceArn } = assumption;
  const right = { action: 'sts:AssumeRole', resource: roleArn };
  authorizeSender(authorizer, serviceSender(service, sourceArn, place), [right]);
}
