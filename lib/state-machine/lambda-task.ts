import { TASK_RETRIES, type Retrier } from './retry-policies';

/** A state of the Amazon States Language, as JSON has it. */
export type State = Readonly<Record<string, unknown>>;

export interface LambdaTarget {
  readonly functionArn: string;
  /** `aws`, `aws-cn`, ...: integrations are named in the partition of the state machine. */
  readonly partition: string;
}

export interface LambdaTaskOptions {
  readonly comment: string;
  readonly target: LambdaTarget;
  /** JSONata (`{% ... %}`), or an object whose values may be. */
  readonly payload: State | string;
  /** Variables for later states, from `$states.result.Payload`. */
  readonly assign?: State;
  readonly retries?: readonly Retrier[];
  readonly catch?: readonly State[];
  /** Absent: the task ends its map's child. */
  readonly next?: string;
}

/** A task that calls one function. Its output is the function's answer, without Lambda's envelope. */
export function lambdaTask(options: LambdaTaskOptions): State {
  return {
    Type: 'Task',
    Comment: options.comment,
    Resource: `arn:${options.target.partition}:states:::lambda:invoke`,
    Arguments: { FunctionName: options.target.functionArn, Payload: options.payload },
    Output: '{% $states.result.Payload %}',
    ...(options.assign ? { Assign: options.assign } : {}),
    Retry: [...(options.retries ?? []), ...TASK_RETRIES],
    ...(options.catch ? { Catch: options.catch } : {}),
    ...(options.next === undefined ? { End: true } : { Next: options.next }),
  };
}
