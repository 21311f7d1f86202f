import { type Clock } from '../clock';
import { type LogSink } from '../logs/log-sink';
import { type InvocationResult, type InvokeFunction } from './invoke';

export interface AsynchronousInvoker {
  /** Queues an invocation and returns; a failure is tried again, then logged, never thrown. */
  enqueue(functionArn: string, payload: string): void;
  /** Resolves when no invocation is queued, running or waiting for its next attempt. */
  idle(): Promise<void>;
  /** Gives up what waits for another attempt. */
  close(): void;
}

export interface AsynchronousInvokerOptions {
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  readonly logSink: LogSink;
}

/**
 * Lambda tries a failed asynchronous invocation twice more, after 1 and 2 minutes. Here seconds
 * stand for minutes: nobody waits for the outcome, but a person watches.
 * Source: Lambda developer guide, "How Lambda handles errors and retries with asynchronous invocation".
 */
const RETRY_DELAYS_MS = [1000, 2000];

/** Where events end up that no attempt could deliver (AWS drops them, or sends them to a queue). */
export const UNDELIVERED_LOG_GROUP = '/aws/lambda/undelivered-events';

export function createAsynchronousInvoker(
  options: AsynchronousInvokerOptions,
): AsynchronousInvoker {
  const { invoke, clock, logSink } = options;
  const inFlight = new Set<Promise<void>>();
  const stop = new AbortController();

  const deliver = async (functionArn: string, payload: string): Promise<void> => {
    let reason = await attempt(invoke, functionArn, payload);
    for (const delay of RETRY_DELAYS_MS) {
      if (reason === undefined) return;
      await clock.sleep(delay, stop.signal);
      reason = await attempt(invoke, functionArn, payload);
    }
    if (reason === undefined) return;
    const line = JSON.stringify({
      functionArn,
      attempts: RETRY_DELAYS_MS.length + 1,
      reason,
      payload,
    });
    logSink.write(UNDELIVERED_LOG_GROUP, 'events', line, clock.now());
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
    async idle() {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
    close: () => {
      stop.abort(new Error('The embedded AWS is closing'));
    },
  };
}

/** Why it failed; undefined when it did not. */
async function attempt(
  invoke: InvokeFunction,
  functionArn: string,
  payload: string,
): Promise<string | undefined> {
  try {
    const result: InvocationResult = await invoke(functionArn, payload);
    return result.kind === 'success' ? undefined : `${result.errorType}: ${result.errorMessage}`;
  } catch (error) {
    return String(error);
  }
}
