import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const type = 'AWS::Events::Rule';
const target = (Id: string) => ({
  Id,
  Arn: `arn:aws:lambda:us-east-1:000000000000:function:${Id}`,
});
const rule = (Targets: object[], rest: object = {}) => ({
  Name: 'ended',
  EventPattern: { source: ['aws.states'] },
  Targets,
  ...rest,
});

test('a rule with its targets, changed in place, gone with its stack', async () => {
  const { rules } = harness.services.events;
  const { state } = await harness.deployOne(type, rule([target('a')]));
  expect(state).toEqual({
    physicalId: 'ended',
    attributes: { Arn: 'arn:aws:events:us-east-1:000000000000:rule/ended' },
  });
  await harness.deployOne(type, rule([target('b')], { State: 'DISABLED' }));
  expect([...rules.get('ended').targets.keys(), rules.get('ended').enabled]).toEqual(['b', false]);
  await harness.cloudFormation.deleteStack('S');
  expect(rules.all()).toEqual([]);
});

test.each([
  [{ ScheduleExpression: 'rate(1 day)' }, 'ScheduleExpression'],
  [{ EventPattern: { a: [{ cidr: '10.0.0.0/8' }] } }, 'cidr'],
  [{ EventBusName: 'other' }, 'EventBusName'],
])('%j is refused', async (rest, reason) => {
  await expect(harness.deployOne(type, rule([], rest))).rejects.toThrow(reason);
});
