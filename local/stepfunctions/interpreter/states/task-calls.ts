import { isJsonObject } from '../../json';
import { ErrorName, type StateError } from '../errors';
import { Payload } from '../payload';
import { type Thread } from '../thread';
import { type Visit } from '../visit';

/** A task that is about to be called, and how its stages look in the history. */
export interface TaskCall {
  readonly functionName: string;
  readonly payload: Payload;
  /** Whether the result is the answer of Lambda's Invoke API, or the function's alone. */
  readonly envelope: boolean;
  readonly resourceType: string;
  scheduled(thread: Thread, timeoutInSeconds: number | undefined): void;
  started(thread: Thread): void;
  succeeded(thread: Thread, result: Payload): void;
  failed(thread: Thread, error: StateError): void;
  timedOut(thread: Thread, error: StateError): void;
}

export function functionCall(resource: string, args: Payload, visit: Visit): TaskCall {
  return resource.startsWith('arn:aws:states:::')
    ? optimizedCall(args, visit)
    : directCall(resource, args);
}

/** `arn:aws:states:::lambda:invoke`. Source: Developer Guide, "Invoke a Lambda function". */
function optimizedCall(args: Payload, visit: Visit): TaskCall {
  const { value } = args;
  if (!isJsonObject(value) || typeof value.FunctionName !== 'string') {
    throw visit.error(
      ErrorName.runtime,
      `The Arguments of lambda:invoke need a FunctionName, but were ${args.text}.`,
    );
  }
  const resource = { resourceType: 'lambda', resource: 'invoke' };
  return {
    functionName: value.FunctionName,
    payload: Payload.of(value.Payload ?? {}),
    envelope: true,
    resourceType: resource.resourceType,
    scheduled(thread, timeoutInSeconds) {
      const { region } = thread.run.environment;
      thread.record('TaskScheduled', {
        taskScheduledEventDetails: {
          ...resource,
          region,
          parameters: args.text,
          ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
        },
      });
    },
    started(thread) {
      thread.record('TaskStarted', { taskStartedEventDetails: resource });
    },
    succeeded(thread, result) {
      thread.record('TaskSucceeded', {
        taskSucceededEventDetails: {
          ...resource,
          output: result.text,
          outputDetails: { truncated: false },
        },
      });
    },
    failed(thread, error) {
      thread.record('TaskFailed', {
        taskFailedEventDetails: { ...resource, ...describe(error) },
      });
    },
    timedOut(thread, error) {
      thread.record('TaskTimedOut', {
        taskTimedOutEventDetails: { ...resource, ...describe(error) },
      });
    },
  };
}

/** The ARN of a function as Resource: the Arguments are its event, its answer is the result. */
function directCall(functionArn: string, args: Payload): TaskCall {
  return {
    functionName: functionArn,
    payload: args,
    envelope: false,
    resourceType: functionArn,
    scheduled(thread, timeoutInSeconds) {
      thread.record('LambdaFunctionScheduled', {
        lambdaFunctionScheduledEventDetails: {
          resource: functionArn,
          input: args.text,
          inputDetails: { truncated: false },
          ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
        },
      });
    },
    started(thread) {
      thread.record('LambdaFunctionStarted');
    },
    succeeded(thread, result) {
      thread.record('LambdaFunctionSucceeded', {
        lambdaFunctionSucceededEventDetails: {
          output: result.text,
          outputDetails: { truncated: false },
        },
      });
    },
    failed(thread, error) {
      thread.record('LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: describe(error) });
    },
    timedOut(thread, error) {
      thread.record('LambdaFunctionTimedOut', {
        lambdaFunctionTimedOutEventDetails: describe(error),
      });
    },
  };
}

function describe({ error, causeText }: StateError): { error?: string; cause?: string } {
  return {
    ...(error !== undefined && { error }),
    ...(causeText !== undefined && { cause: causeText }),
  };
}
