import { AwsError } from '../gateway/aws-error';
import { type Authorizer } from '../iam/access';
import { authorizeAssumption } from '../iam/assume-role';
import { isAccessDenied } from '../iam/evaluation/access-denied';
import { type Right } from '../iam/rights';
import { authorizeSender, roleSender } from '../iam/sender';
import { invokeRight } from '../lambda/rights';
import { type Account } from './arns';
import { StateError } from './interpreter/errors';
import { type Environment } from './interpreter/run';
import { type StateMachineSettings } from './state-machines';

/**
 * The world as an execution sees it: what it does, it does under the role of its state machine.
 * @param sessionName the execution's name
 */
export function underRole(
  environment: Environment,
  role: { readonly roleArn: string; readonly sessionName: string },
  { authorizer, account }: { readonly authorizer: Authorizer; readonly account: Account },
): Environment {
  const sender = roleSender(role.roleArn, role.sessionName);
  return {
    ...environment,
    invokeFunction: async (reference, payload) => {
      authorizeSender(authorizer, sender, [invokeRight(account, reference)]);
      return environment.invokeFunction(reference, payload);
    },
  };
}

/**
 * The role's rights on the children of a distributed Map.
 * Source: Developer Guide, "IAM policies for using Distributed Map states"; "IAM permission to
 * redrive a Map Run".
 */
export interface ChildRights {
  /** @throws StateError States.Permissions */
  start(): void;
  /** @throws StateError States.Permissions */
  redrive(executionArn: string): void;
  /** @throws StateError States.Permissions */
  describe(executionArn: string): void;
  mayStop(executionArn: string): boolean;
}

export function childRights(
  machine: { readonly arn: string; readonly roleArn: string },
  sessionName: string,
  authorizer: Authorizer,
): ChildRights {
  const sender = roleSender(machine.roleArn, sessionName);
  const check = (action: string, resource: string): AwsError | undefined => {
    try {
      authorizeSender(authorizer, sender, [{ action: `states:${action}`, resource }]);
      return undefined;
    } catch (error) {
      if (error instanceof AwsError) return error;
      throw error;
    }
  };
  const demand = (action: string, resource: string): void => {
    const denial = check(action, resource);
    // Source: Developer Guide, "Handling errors": the States Language's name for missing privileges.
    if (denial) throw new StateError('States.Permissions', denial.message);
  };
  return {
    start: () => {
      demand('StartExecution', machine.arn);
    },
    redrive: (executionArn) => {
      demand('RedriveExecution', executionArn);
    },
    describe: (executionArn) => {
      demand('DescribeExecution', executionArn);
    },
    mayStop: (executionArn) => check('StopExecution', executionArn) === undefined,
  };
}

/** Step Functions does all of these under the role. Source: Developer Guide, "Using CloudWatch Logs to log execution history". */
const LOG_DELIVERY = [
  'CreateLogDelivery',
  'GetLogDelivery',
  'UpdateLogDelivery',
  'DeleteLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'DescribeResourcePolicies',
  'DescribeLogGroups',
];

/**
 * What Step Functions tries with a role before it accepts it: to assume it, and to deliver logs.
 * @throws AwsError AccessDeniedException, in AWS's words and with the right that is missing
 */
export function checkRole(
  { arn, roleArn, loggingConfiguration }: Partial<StateMachineSettings> & { readonly arn: string },
  { authorizer, account }: { readonly authorizer: Authorizer; readonly account: Account },
): void {
  if (roleArn === undefined) return;
  explain(
    'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    () => {
      const assume = (service: string): void => {
        authorizeAssumption(authorizer, account, { roleArn, service, sourceArn: arn });
      };
      try {
        assume('states.amazonaws.com');
      } catch (error) {
        if (!isAccessDenied(error)) throw error;
        assume(`states.${account.region}.amazonaws.com`);
      }
    },
  );
  const logs = (loggingConfiguration?.level ?? 'OFF') !== 'OFF';
  if (!logs || !loggingConfiguration?.destinations?.length) return;
  const rights: Right[] = LOG_DELIVERY.map((name) => ({ action: `logs:${name}`, resource: '*' }));
  explain('The state machine IAM Role is not authorized to access the Log Destination', () => {
    authorizeSender(authorizer, roleSender(roleArn, 'StepFunctions'), rights);
  });
}

function explain(sentence: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!isAccessDenied(error)) throw error;
    throw new AwsError('AccessDeniedException', `${sentence} (${error.message})`);
  }
}
