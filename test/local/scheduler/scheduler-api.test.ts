import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import {
  START,
  type SchedulerFixture,
  functionArn,
  queueArn,
  roleArn,
  startScheduler,
  stateMachineArn,
} from './fixture';

const PREFIX = 'arn:aws:scheduler:us-east-1:000000000000';
let fixture: SchedulerFixture;
let gateway: Gateway;
let client: SchedulerClient;

beforeEach(async () => {
  fixture = startScheduler();
  gateway = await startGateway({
    services: [fixture.scheduler],
    region: 'us-east-1',
    accountId: '000000000000',
  });
  client = new SchedulerClient({ ...clientConfig(gateway.endpoint, 'us-east-1'), maxAttempts: 1 });
});
afterEach(async () => {
  client.destroy();
  await gateway.close();
});

function request(
  Name: string,
  rest: Partial<CreateScheduleCommandInput> = {},
): CreateScheduleCommandInput {
  return {
    Name,
    ScheduleExpression: 'cron(0 2 * * ? *)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: stateMachineArn, RoleArn: roleArn, Input: '{}' },
    ...rest,
  };
}
const create = (name: string, rest: Partial<CreateScheduleCommandInput> = {}) =>
  client.send(new CreateScheduleCommand(request(name, rest)));

test('a schedule comes back as it was made, with what it left open', async () => {
  const given = request('nightly', {
    ScheduleExpressionTimezone: 'Europe/Berlin',
    StartDate: new Date('2026-12-01T00:00:00Z'),
    EndDate: new Date('2027-12-01T00:00:00Z'),
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
    Description: 'The nightly run',
    Target: {
      Arn: functionArn,
      RoleArn: roleArn,
      DeadLetterConfig: { Arn: queueArn },
      RetryPolicy: { MaximumRetryAttempts: 3 },
    },
  });
  const { ScheduleArn } = await client.send(new CreateScheduleCommand(given));
  expect(ScheduleArn).toBe(`${PREFIX}:schedule/default/nightly`);
  const { $metadata: _, ...found } = await client.send(new GetScheduleCommand({ Name: 'nightly' }));
  const { ClientToken: _token, ...kept } = given;
  expect(found).toEqual({
    ...kept,
    Target: {
      ...given.Target,
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 3 },
    },
    Arn: ScheduleArn,
    GroupName: 'default',
    State: 'ENABLED',
    ActionAfterCompletion: 'NONE',
    CreationDate: new Date(START),
    LastModificationDate: new Date(START),
  });
});

test('an update replaces all settings: what it leaves out falls back', async () => {
  await create('nightly', { Description: 'before', ScheduleExpressionTimezone: 'Asia/Tokyo' });
  await fixture.clock.advance(1000);
  await client.send(new UpdateScheduleCommand(request('nightly', { State: 'DISABLED' })));
  const found = await client.send(new GetScheduleCommand({ Name: 'nightly' }));
  expect(found).toMatchObject({ State: 'DISABLED', ScheduleExpressionTimezone: 'UTC' });
  expect(found.Description).toBeUndefined();
  expect(found.CreationDate).toEqual(new Date(START));
  expect(found.LastModificationDate).toEqual(new Date(START + 1000));
});

test('a schedule made through the API fires', async () => {
  await create('soon', { ScheduleExpression: 'at(2026-11-24T10:01:00)' });
  await fixture.clock.advance(60_000);
  expect(fixture.times()).toEqual(['10:01:00']);
});

test('a request that is sent again makes no second schedule', async () => {
  const first = await create('nightly', { ClientToken: 'token-1' });
  const again = await create('nightly', { ClientToken: 'token-1' });
  expect(again.ScheduleArn).toBe(first.ScheduleArn);
  await expect(create('nightly', { ClientToken: 'token-2' })).rejects.toMatchObject({
    name: 'ConflictException',
    $metadata: { httpStatusCode: 409 },
  });
});

test('listings filter by group, state and prefix, and come in pages', async () => {
  await client.send(new CreateScheduleGroupCommand({ Name: 'team' }));
  await create('a-1');
  await create('a-2', { State: 'DISABLED' });
  await create('a-3', { GroupName: 'team' });
  await create('b-1');
  const names = async (filter: object): Promise<(string | undefined)[]> =>
    (await client.send(new ListSchedulesCommand(filter))).Schedules?.map(({ Name }) => Name) ?? [];
  expect(await names({ NamePrefix: 'a-' })).toEqual(['a-1', 'a-2', 'a-3']);
  expect(await names({ GroupName: 'team' })).toEqual(['a-3']);
  expect(await names({ State: 'DISABLED' })).toEqual(['a-2']);
  const { Schedules: page, NextToken } = await client.send(
    new ListSchedulesCommand({ MaxResults: 3 }),
  );
  expect(page).toHaveLength(3);
  expect(page?.[0]).toEqual({
    Arn: `${PREFIX}:schedule/default/a-1`,
    Name: 'a-1',
    GroupName: 'default',
    State: 'ENABLED',
    Target: { Arn: stateMachineArn },
    CreationDate: new Date(START),
    LastModificationDate: new Date(START),
  });
  const rest = await client.send(new ListSchedulesCommand({ MaxResults: 3, NextToken }));
  expect(rest.Schedules?.map(({ Name }) => Name)).toEqual(['a-3']);
  expect(rest.NextToken).toBeUndefined();
});

test('a deleted schedule is gone, and silent', async () => {
  await create('soon', { ScheduleExpression: 'at(2026-11-24T10:01:00)' });
  await client.send(new DeleteScheduleCommand({ Name: 'soon' }));
  await expect(client.send(new GetScheduleCommand({ Name: 'soon' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Schedule soon does not exist.',
    $metadata: { httpStatusCode: 404 },
  });
  await fixture.clock.advance(3_600_000);
  expect(fixture.delivered).toEqual([]);
});

test('a group goes with its schedules', async () => {
  const Tags = [{ Key: 'team', Value: 'text' }];
  await client.send(new CreateScheduleGroupCommand({ Name: 'team', Tags }));
  const group = { Name: 'team', Arn: `${PREFIX}:schedule-group/team`, State: 'ACTIVE' };
  expect(await client.send(new GetScheduleGroupCommand({ Name: 'team' }))).toMatchObject(group);
  const listed = await client.send(new ListScheduleGroupsCommand({}));
  expect(listed.ScheduleGroups).toMatchObject([{ Name: 'default' }, group]);
  await create('nightly', { GroupName: 'team' });
  await create('nightly');
  await client.send(new DeleteScheduleGroupCommand({ Name: 'team' }));
  const { Schedules } = await client.send(new ListSchedulesCommand({}));
  expect(Schedules).toMatchObject([{ GroupName: 'default' }]);
});

test.each<[string, Partial<CreateScheduleCommandInput>, RegExp]>([
  ['an expression', { ScheduleExpression: 'cron(0 12 * * *)' }, /Invalid Schedule Expression cron/],
  ['a zone', { ScheduleExpressionTimezone: 'Mars/Olympus' }, /Invalid ScheduleExpressionTimezone/],
  ['a name', { Name: 'with space' }, /1 to 64 letters/],
  [
    'a window without length',
    { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } },
    /MaximumWindowInMinutes/,
  ],
  [
    'a universal target',
    { Target: { Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage', RoleArn: roleArn } },
    /Target\.Arn: .* not the universal target arn:aws:scheduler:::aws-sdk:sqs:sendMessage/,
  ],
  ['a queue', { Target: { Arn: queueArn, RoleArn: roleArn } }, /Target\.Arn: .* not arn:aws:sqs/],
  ['no role', { Target: { Arn: functionArn, RoleArn: '' } }, /Target\.RoleArn: a role's ARN/],
  [
    'an input that is no JSON',
    { Target: { Arn: functionArn, RoleArn: roleArn, Input: 'hello' } },
    /Target\.Input: well-formed JSON/,
  ],
  [
    'parameters of another target',
    { Target: { Arn: functionArn, RoleArn: roleArn, SqsParameters: {} } },
    /SqsParameters/,
  ],
  [
    'too many attempts',
    { Target: { Arn: functionArn, RoleArn: roleArn, RetryPolicy: { MaximumRetryAttempts: 186 } } },
    /Target\.RetryPolicy\.MaximumRetryAttempts: .*185/,
  ],
])('%s is refused', async (_, rest, message) => {
  await expect(create('nightly', rest)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message) as unknown,
  });
});

test('what does not exist, exists already or has to stay is refused by name', async () => {
  await expect(create('nightly', { GroupName: 'none' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Schedule group none does not exist.',
  });
  await expect(client.send(new UpdateScheduleCommand(request('none')))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(
    client.send(new CreateScheduleGroupCommand({ Name: 'default' })),
  ).rejects.toMatchObject({ name: 'ConflictException' });
  await expect(
    client.send(new DeleteScheduleGroupCommand({ Name: 'default' })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(
    client.send(new ListSchedulesCommand({ NextToken: 'made-up' })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(
    client.send(new ListTagsForResourceCommand({ ResourceArn: `${PREFIX}:schedule-group/x` })),
  ).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining("does not support 'GET /tags/{Name}'") as unknown,
  });
});
