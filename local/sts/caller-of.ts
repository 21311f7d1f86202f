import { type Caller } from '../iam/access';
import { type Principals, type ShownCredentials } from '../iam/principals';
import { isBootstrapRole } from './bootstrap-roles';

/** Whose rights decide: who acts under a bootstrap role deploys, and administers the account. */
export function callerOf(principals: Principals, accountId: string) {
  return (shown: ShownCredentials): Caller => {
    const caller = principals.callerOf(shown);
    const deploys = caller.kind === 'role' && isBootstrapRole(caller.roleArn, accountId);
    return deploys ? { kind: 'account' } : caller;
  };
}
