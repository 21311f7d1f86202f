import { type ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { toAwsError } from '../gateway/aws-json';
import { type AwsService, type RequestContext } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { type Place, type RightsOf, authorizeAll } from '../iam/rights';
import { describeGroup, describeSchedule, summarizeSchedule } from './descriptions';
import { pageOf } from './pages';
import { type RestCall, readCall } from './rest-call';
import { schedulerRights } from './rights';
import { scheduleName, scheduleSettings } from './schedule-settings';
import { type ScheduleId, type Schedules } from './schedules';

type Operation = (schedules: Schedules, call: RestCall) => Record<string, unknown>;

const scheduleBody = scheduleSettings.extend({
  GroupName: scheduleName.optional(),
  /** Makes a request that is sent again harmless. */
  ClientToken: z.string().optional(),
});
const groupBody = z.strictObject({
  ClientToken: z.string().optional(),
  /** Accepted, but not kept: the operations on tags are refused. */
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});
const state = z.enum(['ENABLED', 'DISABLED']).optional();

const OPERATIONS = {
  'POST /schedules/{Name}': (schedules, { name, body }) => {
    const { GroupName, ClientToken, ...settings } = parse(scheduleBody, body);
    const id = { name: parse(scheduleName, name), groupName: GroupName };
    return { ScheduleArn: schedules.create(id, settings, ClientToken).arn };
  },
  'PUT /schedules/{Name}': (schedules, { name, body }) => {
    const { GroupName, ClientToken: _, ...settings } = parse(scheduleBody, body);
    return { ScheduleArn: schedules.update({ name, groupName: GroupName }, settings).arn };
  },
  'GET /schedules/{Name}': (schedules, call) => describeSchedule(schedules.get(idOf(call))),
  'DELETE /schedules/{Name}': (schedules, call) => {
    schedules.delete(idOf(call));
    return {};
  },
  'GET /schedules': (schedules, { query }) => {
    const group = query.get('ScheduleGroup');
    const prefix = query.get('NamePrefix') ?? '';
    const wanted = parse(state, query.get('State') ?? undefined);
    if (group !== null) schedules.groups.get(group);
    const found = schedules
      .list()
      .filter(({ name }) => name.startsWith(prefix))
      .filter(({ groupName }) => group === null || groupName === group)
      .filter(({ settings }) => wanted === undefined || settings.State === wanted);
    const { page, nextToken } = pageOf(found, query);
    return { Schedules: page.map(summarizeSchedule), NextToken: nextToken };
  },
  'POST /schedule-groups/{Name}': (schedules, { name, body }) => {
    parse(groupBody, body);
    return { ScheduleGroupArn: schedules.groups.create(parse(scheduleName, name)).arn };
  },
  'GET /schedule-groups/{Name}': (schedules, { name }) => describeGroup(schedules.groups.get(name)),
  'DELETE /schedule-groups/{Name}': (schedules, { name }) => {
    schedules.deleteGroup(name);
    return {};
  },
  'GET /schedule-groups': (schedules, { query }) => {
    const prefix = query.get('NamePrefix') ?? '';
    const found = schedules.groups.list().filter(({ name }) => name.startsWith(prefix));
    const { page, nextToken } = pageOf(found, query);
    return { ScheduleGroups: page.map(describeGroup), NextToken: nextToken };
  },
} satisfies Record<string, Operation>;
type Route = keyof typeof OPERATIONS;

export interface SchedulerAccess extends Place {
  readonly authorizer: Authorizer;
}

/** The Scheduler's REST API, but for tags. Source: EventBridge Scheduler API Reference. */
export function schedulerApi(
  schedules: Schedules,
  { authorizer, ...place }: SchedulerAccess,
): Pick<AwsService, 'signingName' | 'handle'> {
  const rights: Readonly<Record<Route, RightsOf<RestCall>>> = schedulerRights(place);
  return {
    signingName: 'scheduler',
    async handle(request, response, context) {
      try {
        const call = await readCall(request);
        const { route } = call;
        if (!isRoute(route)) throw unsupported(route);
        authorizeAll(authorizer, context.caller, rights[route](call));
        const operation: Operation = OPERATIONS[route];
        send(response, context, 200, operation(schedules, call));
      } catch (error) {
        const { code, message, statusCode } = toAwsError(error);
        response.setHeader('x-amzn-errortype', code);
        send(response, context, statusCode, { Message: message });
      }
    },
  };
}

function isRoute(route: string): route is Route {
  return Object.hasOwn(OPERATIONS, route);
}

function idOf({ name, query }: RestCall): ScheduleId {
  return { name, groupName: query.get('groupName') ?? undefined };
}

function parse<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw new AwsError('ValidationException', faults.join('; '));
}

function unsupported(route: string): AwsError {
  const known = Object.keys(OPERATIONS).join(', ');
  return new AwsError(
    'UnknownOperationException',
    `The embedded Scheduler does not support '${route}'. Supported: ${known}.`,
    404,
  );
}

function send(
  response: ServerResponse,
  context: RequestContext,
  status: number,
  output: Record<string, unknown>,
): void {
  const body = JSON.stringify(output);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': context.requestId,
  });
  response.end(body);
}
