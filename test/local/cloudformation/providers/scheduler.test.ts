import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const TYPE = 'AWS::Scheduler::Schedule';
const GROUP_TYPE = 'AWS::Scheduler::ScheduleGroup';
const PREFIX = 'arn:aws:scheduler:us-east-1:000000000000';
const schedule = (rest: object = {}) => ({
  Name: 'nightly',
  ScheduleExpression: 'cron(0 2 * * ? *)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:runs',
    RoleArn: 'arn:aws:iam::000000000000:role/scheduler',
  },
  ...rest,
});

test('a schedule, changed in place, gone with its stack', async () => {
  const { schedules } = harness.services.scheduler;
  const { state } = await harness.deployOne(TYPE, schedule());
  expect(state).toEqual({
    physicalId: 'nightly',
    attributes: { Arn: `${PREFIX}:schedule/default/nightly` },
  });
  const before = schedules.get({ name: 'nightly' });
  await harness.deployOne(TYPE, schedule({ State: 'DISABLED' }));
  const after = schedules.get({ name: 'nightly' });
  expect(after.settings.State).toBe('DISABLED');
  expect(after.creationDate).toBe(before.creationDate);
  await harness.cloudFormation.deleteStack('S');
  expect(schedules.list()).toEqual([]);
});

test.each([
  [{ Name: 'weekly' }, 'default/weekly'],
  [{ GroupName: 'team' }, 'team/nightly'],
])('%j means another schedule', async (change, path) => {
  const { schedules } = harness.services.scheduler;
  schedules.groups.create('team');
  await harness.deployOne(TYPE, schedule());
  await harness.deployOne(TYPE, schedule(change));
  expect(schedules.list().map(({ arn }) => arn)).toEqual([`${PREFIX}:schedule/${path}`]);
});

test('dates are written in ISO 8601, and a name is made up when there is none', async () => {
  const StartDate = '2027-01-01T00:00:00.000Z';
  const { state } = await harness.deployOne(TYPE, schedule({ Name: undefined, StartDate }));
  expect(state.physicalId).toMatch(/^S-R-[A-Z0-9]{12}$/);
  const { settings } = harness.services.scheduler.schedules.get({ name: state.physicalId });
  expect(settings.StartDate).toBe(Date.parse(StartDate));
});

test('a group and a schedule in it come and go together', async () => {
  const { schedules } = harness.services.scheduler;
  const stack = await harness.deploy({
    Group: { Type: GROUP_TYPE, Properties: { Name: 'team', Tags: [{ Key: 'a', Value: 'b' }] } },
    R: { Type: TYPE, Properties: schedule({ GroupName: { Ref: 'Group' } }) },
  });
  expect(stack.resources.get('Group')?.state).toMatchObject({
    physicalId: 'team',
    attributes: { Arn: `${PREFIX}:schedule-group/team`, State: 'ACTIVE' },
  });
  expect(schedules.get({ name: 'nightly', groupName: 'team' }).groupName).toBe('team');
  await harness.cloudFormation.deleteStack('S');
  expect(schedules.groups.list().map(({ name }) => name)).toEqual(['default']);
});

test('a schedule that is gone already does not hold its stack up', async () => {
  await harness.deployOne(TYPE, schedule());
  harness.services.scheduler.schedules.delete({ name: 'nightly' });
  await harness.cloudFormation.deleteStack('S');
  expect(() => harness.cloudFormation.stack('S')).toThrow('does not exist');
});

test.each([
  [{ ScheduleExpression: 'cron(0 2 * * * *)' }, 'Exactly one of day-of-month and day-of-week'],
  [{ Target: { Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage' } }, 'universal target'],
  [{ Tags: [] }, 'Tags'],
])('%j is refused', async (rest, reason) => {
  await expect(harness.deployOne(TYPE, schedule(rest))).rejects.toThrow(reason);
});
