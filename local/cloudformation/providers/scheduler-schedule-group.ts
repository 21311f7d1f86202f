import * as z from 'zod';
import { scheduleName } from '../../scheduler/schedule-settings';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, kept } from '../resource-provider';

const properties = z.strictObject({ Name: scheduleName.optional(), Tags: kept });

/** AWS::Scheduler::ScheduleGroup. Its deletion deletes its schedules, too. */
export function scheduleGroupProvider({ scheduler }: EmbeddedServices): ResourceProvider {
  const { schedules } = scheduler;
  return defineProvider({
    properties,
    name: 'Name',
    replacedBy: ['Name'],
    create({ Name }, request) {
      const { arn, name, creationDate } = schedules.groups.create(
        Name ?? request.physicalName({ maxLength: 64 }),
      );
      const date = new Date(creationDate).toISOString();
      const dates = { CreationDate: date, LastModificationDate: date };
      return { physicalId: name, attributes: { Arn: arn, State: 'ACTIVE', ...dates } };
    },
    // Only tags can change.
    update: (_wanted, _request, previous) => previous,
    isThere: ({ Name }, request) =>
      schedules.groups
        .list()
        .some(({ name }) => name === (Name ?? request.physicalName({ maxLength: 64 }))),
    discard({ Name }, request) {
      schedules.deleteGroup(Name ?? request.physicalName({ maxLength: 64 }));
    },
    delete({ physicalId }) {
      schedules.deleteGroup(physicalId);
    },
  });
}
