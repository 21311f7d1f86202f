import { type AsynchronousInvoker } from '../lambda/asynchronous';
import { targetKindOf } from './supported-targets';

/**
 * Calls a schedule's target under its role. Resolves when the target has accepted: what becomes of
 * the execution or the invocation is no affair of the Scheduler's. Rejects with the AwsError of the
 * target's service.
 */
export type InvokeTarget = (
  target: { readonly arn: string; readonly roleArn: string },
  input: string,
) => Promise<void>;

export interface TargetServices {
  readonly stepFunctions: {
    /** The execution's name is a UUID of its own, also when a delivery is repeated. */
    startExecution(stateMachineArn: string, input: string): void;
  };
  readonly functions: {
    /** @throws AwsError ResourceNotFoundException */
    describe(functionArn: string): unknown;
    readonly asynchronous: Pick<AsynchronousInvoker, 'enqueue'>;
  };
}

/** StartExecution of a state machine, or an asynchronous Invoke of a function. */
export function targetInvoker({ stepFunctions, functions }: TargetServices): InvokeTarget {
  return async ({ arn }, input) => {
    if (targetKindOf(arn) === 'stateMachine') {
      stepFunctions.startExecution(arn, input);
      return;
    }
    functions.describe(arn);
    functions.asynchronous.enqueue(arn, input);
  };
}
