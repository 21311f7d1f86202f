import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock';
import { roleSender } from '../iam/sender';
import { type LogSink } from '../logs/log-sink';
import { type SendToQueue } from '../sqs/send-to-queue';
import { type EventInvokeConfig, defaultEventInvokeConfig } from './event-invoke-config';
import {
  type FailedInvocation,
  type FunctionFailure,
  deadLetterAttributes,
  invocationRecord,
} from './failed-invocation';
import { parseFunctionReference } from './function-arn';
import { type InvokeFunction } from './invoke';

export interface AsynchronousInvoker {
  /** Queues an invocation and returns; a failure is tried again, then sent on or logged, never thrown. */
  enqueue(functionArn: string, payload: string): void;
  /** Logs an event that may not reach its function. */
  drop(functionArn: string, payload: string, reason: string): void;
  /** Resolves when no invocation is queued, running or waiting for its next attempt. */
  idle(): Promise<void>;
  /** Gives up what waits for another attempt. */
  close(): void;
}

/** What is to be known of a function to invoke it asynchronously. */
export interface AsynchronousTarget {
  /** With its qualifier. */
  readonly functionArn: string;
  readonly version: string;
  readonly config: EventInvokeConfig;
  /** Queue of the function's own DeadLetterConfig. */
  readonly deadLetterArn?: string | undefined;
  /** The function's: it sends to its queues itself. Undefined for one that is not there. */
  readonly roleArn?: string | undefined;
}

export interface AsynchronousInvokerOptions {
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  readonly logSink: LogSink;
  readonly sendToQueue: SendToQueue;
  /** Throws ResourceNotFoundException. */
  readonly findTarget: (reference: string) => AsynchronousTarget;
}

/**
 * Lambda tries a failed asynchronous invocation twice more, after 1 and 2 minutes. Here seconds
 * stand for minutes: nobody waits for the outcome, but a person watches.
 * Source: Lambda developer guide, "How Lambda handles errors and retries with asynchronous invocation".
 */
const RETRY_DELAYS_MS = [1000, 2000];

/** Where events end up that no attempt could deliver and no queue took (AWS drops them). */
export const UNDELIVERED_LOG_GROUP = '/aws/lambda/undelivered-events';

export function createAsynchronousInvoker(
  options: AsynchronousInvokerOptions,
): AsynchronousInvoker {
  const { clock, logSink } = options;
  const inFlight = new Set<Promise<void>>();
  const stop = new AbortController();

  const deliver = async (reference: string, payload: string): Promise<void> => {
    const target = findTarget(options, reference);
    const { maximumRetryAttempts, maximumEventAgeSeconds } = target.config;
    const delays = RETRY_DELAYS_MS.slice(0, maximumRetryAttempts);
    const latest = clock.now() + maximumEventAgeSeconds * 1000;
    const requestId = randomUUID();
    for (let attempts = 1; ; attempts += 1) {
      const outcome = await attempt(options.invoke, reference, payload);
      if (outcome === undefined) return;
      const delay = delays[attempts - 1];
      const isTooOld = delay !== undefined && clock.now() + delay > latest;
      if (delay === undefined || isTooOld) {
        const condition = isTooOld ? 'EventAgeExceeded' : 'RetriesExhausted';
        const { functionArn } = target;
        const failed = {
          requestId,
          functionArn,
          condition,
          attempts,
          payload,
          ...outcome,
        } as const;
        await giveUp(failed, target, reference);
        return;
      }
      await clock.sleep(delay, stop.signal);
    }
  };

  const giveUp = async (
    failed: FailedInvocation,
    target: AsynchronousTarget,
    reference: string,
  ): Promise<void> => {
    const now = clock.now();
    const log = (more: object): void => {
      const { attempts, reason, payload } = failed;
      const line = JSON.stringify({ functionArn: reference, attempts, reason, payload, ...more });
      logSink.write(UNDELIVERED_LOG_GROUP, 'events', line, now);
    };
    const sender = roleSender(target.roleArn ?? '', parseFunctionReference(reference).functionName);
    const send = async (arn: string, body: string, attributes = {}): Promise<void> => {
      await options.sendToQueue(arn, body, attributes, sender).catch((error: unknown) => {
        log({ queue: arn, queueError: String(error) });
      });
    };
    const { onFailureArn } = target.config;
    const { deadLetterArn } = target;
    if (onFailureArn) await send(onFailureArn, invocationRecord(failed, target.version, now));
    if (deadLetterArn) await send(deadLetterArn, failed.payload, deadLetterAttributes(failed));
    if (!onFailureArn && !deadLetterArn) log({});
  };

  return {
    enqueue(functionArn, payload) {
      const delivery = deliver(functionArn, payload)
        .catch((error: unknown) => {
          logSink.write(UNDELIVERED_LOG_GROUP, 'events', `${functionArn}: ${String(error)}`);
        })
        .finally(() => inFlight.delete(delivery));
      inFlight.add(delivery);
    },
    drop(functionArn, payload, reason) {
      const line = JSON.stringify({ functionArn, attempts: 0, reason, payload });
      logSink.write(UNDELIVERED_LOG_GROUP, 'events', line, clock.now());
    },
    async idle() {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
    close: () => {
      stop.abort(new Error('The embedded AWS is closing'));
    },
  };
}

/** A function that is not there has no destinations; that it is not is for the attempts to find out. */
function findTarget(
  { findTarget: find }: AsynchronousInvokerOptions,
  reference: string,
): AsynchronousTarget {
  try {
    return find(reference);
  } catch {
    const functionArn = reference;
    return { functionArn, version: '$LATEST', config: defaultEventInvokeConfig };
  }
}

/** Why it failed; undefined when it did not. */
async function attempt(
  invoke: InvokeFunction,
  functionArn: string,
  payload: string,
): Promise<{ reason: string; failure: FunctionFailure | undefined } | undefined> {
  try {
    const result = await invoke(functionArn, payload);
    if (result.kind === 'success') return undefined;
    return { reason: `${result.errorType}: ${result.errorMessage}`, failure: result };
  } catch (error) {
    return { reason: String(error), failure: undefined };
  }
}
