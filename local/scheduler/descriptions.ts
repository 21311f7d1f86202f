import { type Schedule, type ScheduleGroup } from './schedule';

/** What GetSchedule answers. Undefined members are left out when they are written. */
export function describeSchedule(schedule: Schedule): Record<string, unknown> {
  const { settings, arn, name, groupName } = schedule;
  return {
    ...settings,
    StartDate: toSeconds(settings.StartDate),
    EndDate: toSeconds(settings.EndDate),
    Arn: arn,
    Name: name,
    GroupName: groupName,
    ...datesOf(schedule),
  };
}

/** An entry of ListSchedules. */
export function summarizeSchedule(schedule: Schedule): Record<string, unknown> {
  const { settings, arn, name, groupName } = schedule;
  return {
    Arn: arn,
    Name: name,
    GroupName: groupName,
    State: settings.State,
    Target: { Arn: settings.Target.Arn },
    ...datesOf(schedule),
  };
}

/** What GetScheduleGroup answers, and an entry of ListScheduleGroups. */
export function describeGroup({ arn, name, creationDate }: ScheduleGroup): Record<string, unknown> {
  return {
    Arn: arn,
    Name: name,
    State: 'ACTIVE',
    CreationDate: toSeconds(creationDate),
    LastModificationDate: toSeconds(creationDate),
  };
}

function datesOf({ creationDate, lastModificationDate }: Schedule): Record<string, unknown> {
  return {
    CreationDate: toSeconds(creationDate),
    LastModificationDate: toSeconds(lastModificationDate),
  };
}

function toSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
