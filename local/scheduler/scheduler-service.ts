import { setImmediate as macrotask } from 'node:timers/promises';
import { type Clock, systemClock } from '../clock';
import { type AwsService } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { allowEverything } from '../iam/rights';
import { type LogSink } from '../logs/log-sink';
import { type SendToQueue } from '../sqs/send-to-queue';
import { type State } from '../state/state';
import { InFlight } from './in-flight';
import { type ScheduleId, Schedules } from './schedules';
import { schedulerApi } from './scheduler-api';
import { type InvokeTarget } from './targets';

export interface SchedulerOptions {
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly invokeTarget: InvokeTarget;
  readonly sendToQueue: SendToQueue;
  readonly logSink: LogSink;
  readonly clock?: Clock;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
  /** In [0, 1); chooses the moment in a flexible window. */
  readonly random?: () => number;
  /** Keeps schedules and groups; nothing does unless given. */
  readonly state?: State;
}

export interface SchedulerService extends AwsService {
  readonly schedules: Schedules;
  /**
   * Delivers a schedule's last firing once more: AWS delivers at least once, and what a schedule
   * starts has to bear it. @throws Error if it has not fired yet
   */
  redeliver(id: ScheduleId): Promise<void>;
  /**
   * Resolves when no target or queue is being called. What waits for its time, its moment in a
   * window or its next attempt does not count: that may be days.
   */
  idle(): Promise<void>;
}

/** EventBridge Scheduler: starts state machines and functions by rate, cron and at. */
export function createScheduler(options: SchedulerOptions): SchedulerService {
  const { clock = systemClock, random = Math.random, region, accountId } = options;
  const authorizer = options.authorizer ?? allowEverything;
  const inFlight = new InFlight();
  const schedules = new Schedules({ ...options, clock, random, inFlight });
  return {
    ...schedulerApi(schedules, { region, accountId, authorizer }),
    schedules,
    redeliver: (id) => schedules.redeliver(id),
    async idle() {
      // A schedule that is due already has not called its target yet.
      await macrotask();
      await inFlight.idle();
    },
    async close() {
      schedules.stop();
      await inFlight.idle();
    },
  };
}
