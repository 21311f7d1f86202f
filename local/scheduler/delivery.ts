import { type Clock } from '../clock';
import { type LogSink } from '../logs/log-sink';
import { type SendToQueue } from '../sqs/send-to-queue';
import { type AttemptContext } from './context-attributes';
import { deadLetterAttributes } from './dead-letter';
import { type InFlight } from './in-flight';
import { type ExhaustedCondition, decideRetry } from './retry-decision';
import { type Schedule, groupArnOf } from './schedule';
import { schedulerSender } from './scheduler-sender';
import { targetInput } from './target-input';
import { type InvokeTarget } from './targets';

export interface DeliveryOptions {
  readonly invokeTarget: InvokeTarget;
  readonly sendToQueue: SendToQueue;
  readonly clock: Clock;
  /** Takes what reaches neither its target nor a queue. */
  readonly logSink: LogSink;
  readonly inFlight: InFlight;
}

/** One occurrence of a schedule on its way to the target. */
export interface Firing {
  readonly schedule: Schedule;
  /** Epoch milliseconds. */
  readonly scheduledTime: number;
  readonly executionId: string;
}

/** Where invocations end up that nobody took. AWS counts them and drops them. */
export const DROPPED_LOG_GROUP = '/aws/scheduler/dropped-invocations';

/** Delivers a firing: attempts by the retry policy, then the dead-letter queue. Rejects only when aborted. */
export async function deliver(
  firing: Firing,
  options: DeliveryOptions,
  signal: AbortSignal,
): Promise<void> {
  const { clock, inFlight } = options;
  const startedAt = clock.now();
  for (let retries = 0; ; retries += 1) {
    const waitMs = await inFlight.track(attempt(firing, retries, startedAt, options));
    if (waitMs === undefined) return;
    await clock.sleep(waitMs, signal);
  }
}

/** @returns milliseconds to the next attempt; undefined when the firing is done with */
async function attempt(
  firing: Firing,
  retries: number,
  startedAt: number,
  options: DeliveryOptions,
): Promise<number | undefined> {
  const { schedule, scheduledTime, executionId } = firing;
  const { Arn: arn, RoleArn: roleArn, RetryPolicy: policy } = schedule.settings.Target;
  const context: AttemptContext = {
    scheduleArn: schedule.arn,
    scheduledTime,
    executionId,
    attemptNumber: retries + 1,
  };
  const input = targetInput(schedule, context);
  try {
    await options.invokeTarget({ arn, roleArn, groupArn: groupArnOf(schedule) }, input);
    return undefined;
  } catch (error) {
    const ageMs = options.clock.now() - startedAt;
    const decision = decideRetry(policy, { error, retries, ageMs });
    if (decision.kind === 'retry') return decision.afterMs;
    const { exhausted } = decision;
    await giveUp(schedule, { input, context, error, retries, exhausted }, options);
    return undefined;
  }
}

interface FailedDelivery {
  readonly input: string;
  readonly context: AttemptContext;
  readonly error: unknown;
  readonly retries: number;
  readonly exhausted: ExhaustedCondition | undefined;
}

async function giveUp(
  { settings: { Target: target } }: Schedule,
  { input, ...failure }: FailedDelivery,
  { sendToQueue, clock, logSink }: DeliveryOptions,
): Promise<void> {
  const attributes = deadLetterAttributes({ targetArn: target.Arn, ...failure });
  const queueArn = target.DeadLetterConfig?.Arn;
  const drop = (reason: string): void => {
    const line = JSON.stringify({ reason, input, ...attributes });
    logSink.write(DROPPED_LOG_GROUP, 'invocations', line, clock.now());
  };
  if (queueArn === undefined) {
    drop('The schedule has no dead-letter queue');
    return;
  }
  const sender = schedulerSender(target.RoleArn);
  await sendToQueue(queueArn, input, attributes, sender).catch((error: unknown) => {
    drop(`The dead-letter queue ${queueArn} did not take it: ${String(error)}`);
  });
}
