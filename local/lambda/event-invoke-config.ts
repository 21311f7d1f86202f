import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { asItIs } from '../state/format';
import { type State, volatileState } from '../state/state';

/** How a function's asynchronous invocations are treated. Source: Lambda API, PutFunctionEventInvokeConfig. */
export interface EventInvokeConfig {
  /** 0 to 2. */
  readonly maximumRetryAttempts: number;
  /** 60 to 21,600: an event that is older is not tried again. */
  readonly maximumEventAgeSeconds: number;
  /** A queue that takes the record of an invocation that failed. */
  readonly onFailureArn?: string | undefined;
}

export const defaultEventInvokeConfig: EventInvokeConfig = {
  maximumRetryAttempts: 2,
  maximumEventAgeSeconds: 21_600,
};

/** Configurations by function and qualifier (`$LATEST`, a version or an alias). */
export interface EventInvokeConfigs {
  /** @throws AwsError InvalidParameterValueException for a destination that is no queue */
  put(functionName: string, qualifier: string, config: EventInvokeConfig): void;
  /** The default where there is none. */
  get(functionName: string, qualifier: string): EventInvokeConfig;
  delete(functionName: string, qualifier: string): void;
}

const configSchema = z.object({
  maximumRetryAttempts: z.number(),
  maximumEventAgeSeconds: z.number(),
  onFailureArn: z.string().optional(),
});

export function createEventInvokeConfigs(state: State = volatileState): EventInvokeConfigs {
  const configs: Map<string, EventInvokeConfig> = state.map(
    'event-invoke-configs',
    asItIs(configSchema),
  );
  const keyOf = (name: string, qualifier: string): string => `${name}:${qualifier}`;
  return {
    put(functionName, qualifier, config) {
      if (config.onFailureArn !== undefined) requireQueue(config.onFailureArn);
      configs.set(keyOf(functionName, qualifier), config);
    },
    get: (functionName, qualifier) =>
      configs.get(keyOf(functionName, qualifier)) ?? defaultEventInvokeConfig,
    delete: (functionName, qualifier) => void configs.delete(keyOf(functionName, qualifier)),
  };
}

/** @throws AwsError InvalidParameterValueException */
export function requireQueue(arn: string): void {
  if (/^arn:aws[a-z-]*:sqs:/.test(arn)) return;
  throw new AwsError(
    'InvalidParameterValueException',
    `The embedded Lambda sends what failed to SQS queues only, not to ${arn}`,
  );
}
