import { type Authorizer, type Caller, type ConditionContext } from './access';
import { type Place, type Right } from './rights';

/** Who hands something on inside the embedded AWS, and on whose account. */
export interface Sender {
  readonly caller: Caller;
  /** For a service: the resource that it does so for, as policies' conditions ask. */
  readonly context?: ConditionContext;
}

/**
 * A service on its own behalf, for one of the account's resources.
 * @param principal e.g. `events.amazonaws.com`
 * @param sourceArn ARN of the rule or topic
 */
export function serviceSender(
  principal: string,
  sourceArn: string,
  { accountId }: Pick<Place, 'accountId'>,
): Sender {
  const context = { 'aws:sourcearn': sourceArn, 'aws:sourceaccount': accountId };
  return { caller: { kind: 'service', principal }, context };
}

/** Code or a service that acts under a role. Characters that no session's name has become `-`. */
export function roleSender(roleArn: string, sessionName: string): Sender {
  const name = sessionName.replaceAll(/[^\w+=,.@-]/g, '-').slice(0, 64);
  return { caller: { kind: 'role', roleArn, sessionName: name } };
}

/** @throws AwsError for the first right that the sender lacks */
export function authorizeSender(
  authorizer: Authorizer,
  { caller, context }: Sender,
  rights: readonly Right[],
): void {
  for (const right of rights) {
    authorizer.authorize({ ...right, caller, context: { ...right.context, ...context } });
  }
}
