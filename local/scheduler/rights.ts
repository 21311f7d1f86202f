import * as z from 'zod';
import { type Place, type Right, passRole } from '../iam/rights';
import { type RestCall } from './rest-call';

const settings = z.looseObject({
  GroupName: z.string().default('default'),
  Target: z.looseObject({ RoleArn: z.unknown() }).catch({ RoleArn: undefined }),
});

/**
 * The rights of the Scheduler's operations, by route.
 * Source: Service Authorization Reference, "... for Amazon EventBridge Scheduler".
 */
export function schedulerRights({ region, accountId }: Place) {
  const on = (action: string, path: string): Right => ({
    action: `scheduler:${action}`,
    resource: `arn:aws:scheduler:${region}:${accountId}:${path}`,
  });
  const change = (action: string) => (call: RestCall) => {
    const body = settings.safeParse(call.body).data;
    return [
      on(action, `schedule/${body?.GroupName ?? 'default'}/${call.name}`),
      ...passRole(body?.Target.RoleArn, 'scheduler.amazonaws.com'),
    ];
  };
  const schedule = (action: string) => (call: RestCall) => [
    on(action, `schedule/${call.query.get('groupName') ?? 'default'}/${call.name}`),
  ];
  const group = (action: string) => (call: RestCall) => [on(action, `schedule-group/${call.name}`)];
  return {
    'POST /schedules/{Name}': change('CreateSchedule'),
    'PUT /schedules/{Name}': change('UpdateSchedule'),
    'GET /schedules/{Name}': schedule('GetSchedule'),
    'DELETE /schedules/{Name}': schedule('DeleteSchedule'),
    'GET /schedules': ({ query }: RestCall) => [
      on('ListSchedules', `schedule/${query.get('ScheduleGroup') ?? '*'}/*`),
    ],
    'POST /schedule-groups/{Name}': group('CreateScheduleGroup'),
    'GET /schedule-groups/{Name}': group('GetScheduleGroup'),
    'DELETE /schedule-groups/{Name}': group('DeleteScheduleGroup'),
    'GET /schedule-groups': () => [on('ListScheduleGroups', 'schedule-group/*')],
  };
}
