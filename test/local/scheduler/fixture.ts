import { createScheduler, type SchedulerService } from '../../../local/scheduler/scheduler-service';
import {
  scheduleSettings,
  type ScheduleSettings,
} from '../../../local/scheduler/schedule-settings';
import { ManualClock } from '../../support/manual-clock';
import { RecordingLog } from '../../support/recording-log';

export const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:runs';
export const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:sweep';
export const roleArn = 'arn:aws:iam::000000000000:role/scheduler';
export const queueArn = 'arn:aws:sqs:us-east-1:000000000000:undelivered';

/** When a fixture's clock begins. */
export const START = Date.parse('2026-11-24T10:00:00Z');
export const MINUTE = 60_000;

export interface Delivered {
  /** ISO 8601, when the target was called. */
  readonly at: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly input: unknown;
}

export interface DeadLettered {
  readonly queueArn: string;
  readonly body: unknown;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A Scheduler on a clock that the test moves, with targets that only take down what they get. */
export interface SchedulerFixture {
  readonly clock: ManualClock;
  readonly log: RecordingLog;
  readonly scheduler: SchedulerService;
  readonly delivered: Delivered[];
  readonly deadLetters: DeadLettered[];
  /** Times of the deliveries, `HH:MM:SS` of the first day. */
  times(): string[];
  /** What the next calls of the target fail with, one after the other. */
  readonly failures: unknown[];
  /** What the queue fails with; undefined: it takes everything. */
  queueFailure: Error | undefined;
}

export function startScheduler(random: () => number = () => 0): SchedulerFixture {
  const clock = new ManualClock(START);
  const log = new RecordingLog();
  const delivered: Delivered[] = [];
  const deadLetters: DeadLettered[] = [];
  const failures: unknown[] = [];
  const fixture: SchedulerFixture = {
    clock,
    log,
    delivered,
    deadLetters,
    failures,
    queueFailure: undefined,
    times: () => delivered.map(({ at }) => at.slice(11, 19)),
    scheduler: createScheduler({
      region: 'us-east-1',
      accountId: '000000000000',
      clock,
      random,
      logSink: log,
      async invokeTarget({ arn, roleArn: role }, text) {
        const at = new Date(clock.now()).toISOString();
        delivered.push({ at, arn, roleArn: role, input: JSON.parse(text) as unknown });
        if (failures.length > 0) throw failures.shift();
      },
      async sendToQueue(arn, body, attributes = {}) {
        if (fixture.queueFailure) throw fixture.queueFailure;
        deadLetters.push({ queueArn: arn, body: JSON.parse(body) as unknown, attributes });
      },
    }),
  };
  return fixture;
}

/** Settings as a request gives them, with what most tests do not care for. */
export function settings(
  expression: string,
  { target = {}, ...rest }: Record<string, unknown> & { readonly target?: object } = {},
): ScheduleSettings {
  return scheduleSettings.parse({
    ScheduleExpression: expression,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: stateMachineArn, RoleArn: roleArn, Input: '{}', ...target },
    ...rest,
  });
}
