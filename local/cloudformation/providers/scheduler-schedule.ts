import { scheduleName, scheduleSettings } from '../../scheduler/schedule-settings';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider } from '../resource-provider';

const properties = scheduleSettings.extend({
  Name: scheduleName.optional(),
  GroupName: scheduleName.optional(),
});

/** AWS::Scheduler::Schedule. Ref gives the name; the group is found again by the properties. */
export function scheduleProvider({ scheduler }: EmbeddedServices): ResourceProvider {
  const { schedules } = scheduler;
  return defineProvider({
    properties,
    replacedBy: ['Name', 'GroupName'],
    create({ Name, GroupName: groupName, ...settings }, request) {
      const name = Name ?? request.physicalName({ maxLength: 64 });
      const { arn } = schedules.create({ name, groupName }, settings);
      return { physicalId: name, attributes: { Arn: arn } };
    },
    update({ Name: _, GroupName: groupName, ...settings }, _request, previous) {
      schedules.update({ name: previous.physicalId, groupName }, settings);
      return previous;
    },
    isThere: ({ Name, GroupName: groupName }, request) =>
      schedules.has({ name: Name ?? request.physicalName({ maxLength: 64 }), groupName }),
    discard({ Name, GroupName: groupName }, request) {
      schedules.delete({ name: Name ?? request.physicalName({ maxLength: 64 }), groupName });
    },
    delete({ physicalId: name }, { GroupName: groupName }) {
      const id = { name, groupName };
      if (schedules.has(id)) schedules.delete(id);
    },
  });
}
