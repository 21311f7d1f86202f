import { type ScheduleSettings } from './schedule-settings';

/** A schedule as it stands. Times are epoch milliseconds. */
export interface Schedule {
  readonly arn: string;
  readonly name: string;
  readonly groupName: string;
  readonly settings: ScheduleSettings;
  readonly creationDate: number;
  readonly lastModificationDate: number;
  /** Of its creation: the same request sent again finds the schedule that it has made. */
  readonly clientToken?: string | undefined;
}

export interface ScheduleGroup {
  readonly arn: string;
  readonly name: string;
  readonly creationDate: number;
}

/** Every account has it; schedules without a group belong to it. */
export const DEFAULT_GROUP = 'default';

/** Where a Scheduler lives: the middle of its ARNs. */
export interface SchedulerPlace {
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
}

export function scheduleArn(place: SchedulerPlace, groupName: string, name: string): string {
  return `arn:aws:scheduler:${place.region}:${place.accountId}:schedule/${groupName}/${name}`;
}

export function groupArn(place: SchedulerPlace, name: string): string {
  return `arn:aws:scheduler:${place.region}:${place.accountId}:schedule-group/${name}`;
}

/** ARN of the group that a schedule belongs to, which a role's trust policy can name. */
export function groupArnOf({ arn, groupName }: Pick<Schedule, 'arn' | 'groupName'>): string {
  const place = arn.slice(0, arn.indexOf(':schedule/'));
  return `${place}:schedule-group/${groupName}`;
}
