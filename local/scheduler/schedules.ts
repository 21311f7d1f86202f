import { type State, volatileState } from '../state/state';
import { type DeliveryOptions, deliver } from './delivery';
import { RunningSchedule, type ScheduleProgress } from './running-schedule';
import { DEFAULT_GROUP, type Schedule, type SchedulerPlace, scheduleArn } from './schedule';
import { scheduleFormat } from './schedule-format';
import { ScheduleGroups } from './schedule-groups';
import { type ScheduleSettings } from './schedule-settings';
import { conflict, notFound } from './scheduler-errors';

export interface SchedulesOptions extends DeliveryOptions, SchedulerPlace {
  /** In [0, 1). */
  readonly random: () => number;
  /** Keeps schedules, groups and how far each has come; nothing does unless given. */
  readonly state?: State;
}

export interface ScheduleId {
  readonly name: string;
  readonly groupName?: string | undefined;
}

/** All schedules. Names that do not exist are refused with ResourceNotFoundException. */
export class Schedules {
  readonly groups: ScheduleGroups;
  readonly #running: Map<string, RunningSchedule>;

  constructor(private readonly options: SchedulesOptions) {
    const { state = volatileState } = options;
    this.groups = new ScheduleGroups(options, state);
    this.#running = state.map(
      'schedules',
      scheduleFormat((schedule, progress) => this.#newSchedule(schedule, progress)),
    );
    for (const running of this.#running.values()) running.begin();
  }

  /** @throws AwsError ConflictException, ResourceNotFoundException, ValidationException */
  create(id: ScheduleId, settings: ScheduleSettings, clientToken?: string): Schedule {
    const { name, groupName = DEFAULT_GROUP } = id;
    this.groups.get(groupName);
    const key = keyOf(groupName, name);
    const existing = this.#running.get(key)?.schedule;
    if (existing) {
      if (clientToken !== undefined && existing.clientToken === clientToken) return existing;
      throw conflict(`Schedule ${name} already exists.`);
    }
    const now = this.options.clock.now();
    const arn = scheduleArn(this.options, groupName, name);
    const dates = { creationDate: now, lastModificationDate: now };
    const running = this.#newSchedule({ arn, name, groupName, settings, clientToken, ...dates });
    this.#running.set(key, running);
    running.begin();
    return running.schedule;
  }

  /** Replaces all settings. */
  update(id: ScheduleId, settings: ScheduleSettings): Schedule {
    const running = this.#find(id);
    const lastModificationDate = this.options.clock.now();
    running.update({ ...running.schedule, settings, lastModificationDate });
    this.#running.set(keyOf(running.schedule.groupName, id.name), running);
    return running.schedule;
  }

  delete(id: ScheduleId): void {
    const running = this.#find(id);
    running.stop();
    this.#running.delete(keyOf(running.schedule.groupName, id.name));
  }

  has({ name, groupName = DEFAULT_GROUP }: ScheduleId): boolean {
    return this.#running.has(keyOf(groupName, name));
  }

  get(id: ScheduleId): Schedule {
    return this.#find(id).schedule;
  }

  /** By group and name. */
  list(): Schedule[] {
    return [...this.#running]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { schedule }]) => schedule);
  }

  /** With all its schedules; at once, where AWS takes its time. */
  deleteGroup(name: string): void {
    this.groups.delete(name);
    for (const schedule of this.list()) {
      if (schedule.groupName === name) this.delete(schedule);
    }
  }

  /** Delivers the last firing again, with the same scheduled time and execution id. */
  async redeliver(id: ScheduleId): Promise<void> {
    const { lastFiring } = this.#find(id);
    if (!lastFiring) throw new Error(`The schedule ${id.name} has not fired yet`);
    await deliver(lastFiring, this.options, new AbortController().signal);
  }

  stop(): void {
    for (const running of this.#running.values()) running.stop();
  }

  #newSchedule(schedule: Schedule, progress?: ScheduleProgress): RunningSchedule {
    const key = keyOf(schedule.groupName, schedule.name);
    const options = {
      ...this.options,
      onOccurred: () => void this.#running.set(key, running),
      onCompleted: () => this.#running.delete(key),
    };
    const running: RunningSchedule = new RunningSchedule(schedule, options, progress);
    return running;
  }

  #find({ name, groupName = DEFAULT_GROUP }: ScheduleId): RunningSchedule {
    const running = this.#running.get(keyOf(groupName, name));
    if (!running) throw notFound(`Schedule ${name} does not exist.`);
    return running;
  }
}

/** No name contains a slash. */
function keyOf(groupName: string, name: string): string {
  return `${groupName}/${name}`;
}
