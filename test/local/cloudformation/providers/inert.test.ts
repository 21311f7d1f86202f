import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

test.each([
  ['AWS::CDK::Metadata', {}, /^S-R-/, {}],
  [
    'AWS::CloudWatch::Alarm',
    { AlarmName: 'a' },
    /^a$/,
    { Arn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a' },
  ],
  ['AWS::CloudWatch::Dashboard', { DashboardName: 'd' }, /^d$/, {}],
])('%s keeps its properties, and resolves', async (type, properties, physicalId, attributes) => {
  const resource = await harness.deployOne(type, properties);
  expect(resource.properties).toEqual(properties);
  expect(resource.state.physicalId).toMatch(physicalId);
  expect(resource.state.attributes).toMatchObject(attributes);
});
