import * as z from 'zod';
import { type Format } from '../state/format';
import { type RunningSchedule, type ScheduleProgress } from './running-schedule';
import { type Schedule } from './schedule';
import { scheduleSettings } from './schedule-settings';

const schema = z.object({
  arn: z.string(),
  name: z.string(),
  groupName: z.string(),
  /** As the API takes them, but for the dates, which are in milliseconds here. */
  settings: z.looseObject({ StartDate: z.number().optional(), EndDate: z.number().optional() }),
  creationDate: z.number(),
  lastModificationDate: z.number(),
  clientToken: z.string().optional(),
  progress: z.object({ anchor: z.number(), taken: z.number(), occurred: z.boolean() }),
});

/** A schedule with how far it has come. */
export function scheduleFormat(
  read: (schedule: Schedule, progress: ScheduleProgress) => RunningSchedule,
): Format<RunningSchedule, z.output<typeof schema>> {
  return {
    schema,
    read: ({ progress, settings: { StartDate, EndDate, ...others }, ...schedule }) => {
      const checked = scheduleSettings.parse(others);
      return read({ ...schedule, settings: { ...checked, StartDate, EndDate } }, progress);
    },
    write: ({ schedule, progress }) => ({ ...schedule, progress }),
  };
}
