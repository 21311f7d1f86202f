import { type Authorizer } from '../iam/access';
import { authorizeAssumption } from '../iam/assume-role';
import { type Place, type Right, allowEverything } from '../iam/rights';
import { authorizeSender } from '../iam/sender';
import { type AsynchronousInvoker } from '../lambda/asynchronous';
import { invokeRight } from '../lambda/rights';
import { schedulerSender } from './scheduler-sender';
import { targetKindOf } from './supported-targets';

/**
 * Calls a schedule's target under its role. Resolves when the target has accepted: what becomes of
 * the execution or the invocation is no affair of the Scheduler's. Rejects with the AwsError of the
 * target's service.
 */
export type InvokeTarget = (
  target: { readonly arn: string; readonly roleArn: string; readonly groupArn: string },
  input: string,
) => Promise<void>;

export interface TargetServices {
  readonly stepFunctions: {
    /** The execution's name is a UUID of its own, also when a delivery is repeated. */
    startExecution(stateMachineArn: string, input: string): Promise<void>;
  };
  readonly functions: {
    /** Rejects with AwsError ResourceNotFoundException. */
    find(functionArn: string): Promise<unknown>;
    readonly asynchronous: Pick<AsynchronousInvoker, 'enqueue'>;
  };
}

/** Rights that the schedules' roles are asked for. */
export interface TargetAccess extends Place {
  readonly authorizer?: Authorizer;
}

/** StartExecution of a state machine, or an asynchronous Invoke of a function. */
export function targetInvoker(
  { stepFunctions, functions }: TargetServices,
  { authorizer = allowEverything, ...place }: TargetAccess,
): InvokeTarget {
  return async ({ arn, roleArn, groupArn }, input) => {
    const service = 'scheduler.amazonaws.com';
    authorizeAssumption(authorizer, place, { roleArn, service, sourceArn: groupArn });
    const check = (right: Right): void => {
      authorizeSender(authorizer, schedulerSender(roleArn), [right]);
    };
    if (targetKindOf(arn) === 'stateMachine') {
      check({ action: 'states:StartExecution', resource: arn });
      await stepFunctions.startExecution(arn, input);
      return;
    }
    check(invokeRight(place, arn));
    await functions.find(arn);
    functions.asynchronous.enqueue(arn, input);
  };
}
