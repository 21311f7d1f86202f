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
  ['AWS::KMS::Alias', { AliasName: 'alias/x' }, /^alias\/x$/, {}],
  ['AWS::SNS::TopicPolicy', { Topics: ['arn'] }, /^S-R-/, {}],
  ['AWS::SQS::QueuePolicy', { Queues: ['url'] }, /^S-R-/, {}],
])('%s keeps its properties, and resolves', async (type, properties, physicalId, attributes) => {
  const resource = await harness.deployOne(type, properties);
  expect(resource.properties).toEqual(properties);
  expect(resource.state.physicalId).toMatch(physicalId);
  expect(resource.state.attributes).toMatchObject(attributes);
});

test("a key's Ref is its id, which its ARN ends in", async () => {
  const { state } = await harness.deployOne('AWS::KMS::Key', { KeyPolicy: {} });
  expect(state.physicalId).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  expect(state.attributes).toEqual({
    Arn: `arn:aws:kms:us-east-1:000000000000:key/${state.physicalId}`,
    KeyId: state.physicalId,
  });
});
