import { randomBytes } from 'node:crypto';
import { type DeliveryOptions, type Firing, deliver } from './delivery';
import { InFlight } from './in-flight';
import { type Timing, nextOccurrence } from './occurrences';
import { isSamePlan, timingOf } from './plan';
import { type Schedule } from './schedule';
import { sleepUntil } from './sleep-until';

export interface RunningScheduleOptions extends DeliveryOptions {
  /** In [0, 1): where in its flexible window a firing lies. */
  readonly random: () => number;
  /** An occurrence was taken; its firing is on its way. */
  readonly onOccurred: () => void;
  /** The last firing is over, and the schedule wants to be deleted then. */
  readonly onCompleted: () => void;
}

/** How far a schedule has come, to go on from there in another process. Epoch milliseconds. */
export interface ScheduleProgress {
  /** From here a rate counts. */
  readonly anchor: number;
  /** The last occurrence that has been taken; the next one lies after it. */
  readonly taken: number;
  /** Something has occurred since the plan began. */
  readonly occurred: boolean;
}

const MINUTE_MS = 60_000;

/** A schedule and what it waits for: its next occurrence, and the firings on their way. */
export class RunningSchedule {
  #schedule: Schedule;
  #timing: Timing;
  /** The last occurrence that has been taken; the next one lies after it. Epoch milliseconds. */
  #taken: number;
  #last: Firing | undefined;
  /** Something has occurred since the plan began. */
  #occurred = false;
  readonly #firings = new InFlight();
  #waiting = new AbortController();
  #deliveries = new AbortController();

  /**
   * @param progress of an earlier process: the rhythm stays, and what fell due meanwhile is lost
   * @throws AwsError ValidationException for the expression or its time zone
   */
  constructor(
    schedule: Schedule,
    private readonly options: RunningScheduleOptions,
    progress?: ScheduleProgress,
  ) {
    const created = wholeSecond(schedule.creationDate);
    this.#schedule = schedule;
    this.#timing = timingOf(schedule.settings, progress?.anchor ?? created);
    // The second of the creation belongs to the schedule: a rate occurs at once.
    this.#taken = progress ? Math.max(progress.taken, options.clock.now()) : created - 1;
    this.#occurred = progress?.occurred ?? false;
  }

  /** Waits for the first occurrence; called once. */
  begin(): void {
    this.#wait();
  }

  get progress(): ScheduleProgress {
    return { anchor: this.#timing.anchor, taken: this.#taken, occurred: this.#occurred };
  }

  get schedule(): Schedule {
    return this.#schedule;
  }

  /** The last firing, for a test of what a second delivery of it does. */
  get lastFiring(): Firing | undefined {
    return this.#last;
  }

  /**
   * Goes on with other settings. The times of a plan that stays are neither missed nor taken twice;
   * a new plan begins after this moment. AWS documents neither.
   */
  update(schedule: Schedule): void {
    const { settings: previous } = this.#schedule;
    const { settings } = schedule;
    const now = this.options.clock.now();
    const planStays = isSamePlan(previous, settings);
    this.#timing = timingOf(settings, planStays ? this.#timing.anchor : wholeSecond(now));
    if (!planStays || previous.State === 'DISABLED') this.#taken = now;
    if (!planStays) this.#occurred = false;
    this.#schedule = schedule;
    this.#waiting.abort();
    if (settings.State === 'DISABLED') this.#deliveries.abort();
    this.#wait();
  }

  /** Cancels what waits: the next occurrence, firings in their window, retries. */
  stop(): void {
    this.#waiting.abort();
    this.#deliveries.abort();
  }

  #wait(): void {
    if (this.#schedule.settings.State === 'DISABLED') return;
    if (this.#deliveries.signal.aborted) this.#deliveries = new AbortController();
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    void unlessAborted(this.#occur(signal), signal);
  }

  async #occur(signal: AbortSignal): Promise<void> {
    let time = nextOccurrence(this.#timing, this.#taken);
    while (time !== undefined) {
      await sleepUntil(time, this.options.clock, signal);
      signal.throwIfAborted();
      this.#taken = time;
      this.#occurred = true;
      this.options.onOccurred();
      const { signal: stopped } = this.#deliveries;
      void this.#firings.track(unlessAborted(this.#fire(time, stopped), stopped));
      time = nextOccurrence(this.#timing, time);
    }
    await this.#firings.idle();
    const completed = this.#occurred && !signal.aborted;
    if (completed && this.#schedule.settings.ActionAfterCompletion === 'DELETE') {
      this.options.onCompleted();
    }
  }

  async #fire(scheduledTime: number, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.options;
    const window = this.#schedule.settings.FlexibleTimeWindow;
    if (window.Mode === 'FLEXIBLE') {
      const delayMs = Math.floor(random() * window.MaximumWindowInMinutes * MINUTE_MS);
      await sleepUntil(scheduledTime + delayMs, clock, signal);
    }
    const executionId = randomBytes(8).toString('hex');
    this.#last = { schedule: this.#schedule, scheduledTime, executionId };
    await deliver(this.#last, this.options, signal);
  }
}

/** Ends quietly when it was told to end. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Scheduled times are written in whole seconds. */
function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}
