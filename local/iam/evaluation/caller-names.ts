import { type Caller, type ConditionContext } from '../access';
import { type CallerNames } from '../policy/principal';
import { roleIdOf } from '../role-id';

/** The caller as policies and messages name it. */
export interface NamedCaller {
  readonly names: CallerNames;
  /** What a denial calls it: the session's ARN, the account's, or the service. */
  readonly shown: string;
  /** Condition keys of the caller. Source: IAM User Guide, "Properties of the principal". */
  readonly context: ConditionContext;
}

export function nameCaller(caller: Caller, accountId: string): NamedCaller {
  if (caller.kind === 'service') {
    return {
      names: { accountId, service: caller.principal },
      shown: caller.principal,
      context: {
        'aws:principalisawsservice': 'true',
        'aws:principalservicename': caller.principal,
      },
    };
  }
  const ofAccount = {
    'aws:principalaccount': accountId,
    'aws:principalisawsservice': 'false',
  };
  if (caller.kind === 'account') {
    const arn = `arn:aws:iam::${accountId}:root`;
    return {
      names: { accountId },
      shown: arn,
      context: {
        ...ofAccount,
        'aws:principalarn': arn,
        'aws:principaltype': 'Account',
        'aws:userid': accountId,
      },
    };
  }
  const { roleArn, sessionName, functionArn } = caller;
  const sessionArn = `arn:aws:sts::${accountId}:assumed-role/${roleNameOf(roleArn)}/${sessionName}`;
  return {
    names: { accountId, roleArn, sessionArn },
    shown: sessionArn,
    context: {
      ...ofAccount,
      'aws:principalarn': roleArn,
      'aws:principaltype': 'AssumedRole',
      'aws:userid': `${roleIdOf(roleArn)}:${sessionName}`,
      // Source: Lambda Developer Guide, "Working with Lambda execution environment credentials".
      ...(functionArn !== undefined && { 'lambda:sourcefunctionarn': functionArn }),
    },
  };
}

/** `arn:aws:iam::ACCOUNT:role/PATH/NAME`: the name, which is unique in an account without the path. */
export function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
