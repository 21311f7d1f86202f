import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

test('a group is there as long as its stack, with the ARN that ends in a star', async () => {
  const { state } = await harness.deployOne('AWS::Logs::LogGroup', {
    LogGroupName: '/g',
    RetentionInDays: 7,
  });
  expect(state).toEqual({
    physicalId: '/g',
    attributes: { Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/g:*' },
  });
  expect(harness.services.logs.hasLogGroup('/g')).toBe(true);
  await harness.cloudFormation.deleteStack('S');
  expect(harness.services.logs.hasLogGroup('/g')).toBe(false);
});
