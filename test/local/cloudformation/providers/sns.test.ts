import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const TopicArn = 'arn:aws:sns:us-east-1:000000000000:t';
const topic = (Properties: object = {}) => ({
  Type: 'AWS::SNS::Topic',
  Properties: { TopicName: 't', ...Properties },
});
const subscription = (Properties: object = {}) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: {
    TopicArn: { Ref: 'Topic' },
    Protocol: 'email',
    Endpoint: 'a@example.org',
    ...Properties,
  },
});
const endpoints = () =>
  [...harness.services.sns.topics.get(TopicArn).subscriptions.values()].map(
    ({ endpoint }) => endpoint,
  );

test('a topic is its ARN, with the subscriptions that stand in it', async () => {
  const Subscription = [{ Protocol: 'email', Endpoint: 'in@example.org' }];
  const { state } = await harness.deployOne('AWS::SNS::Topic', {
    ...topic({ DisplayName: 'T', Subscription }).Properties,
  });
  expect(state).toEqual({ physicalId: TopicArn, attributes: { TopicArn, TopicName: 't' } });
  expect(endpoints()).toEqual(['in@example.org']);
  await harness.deployOne('AWS::SNS::Topic', { TopicName: 't', KmsMasterKeyId: 'key' });
  const { attributes } = harness.services.sns.topics.get(TopicArn);
  expect(Object.fromEntries(attributes)).toEqual({ KmsMasterKeyId: 'key' });
});

test('a subscription follows the template, and goes with it', async () => {
  const stack = await harness.deploy({ Topic: topic(), Sub: subscription() });
  const arn = stack.resources.get('Sub')?.state.physicalId;
  expect(harness.services.sns.topics.subscription(arn ?? '').endpoint).toBe('a@example.org');
  await harness.deploy({ Topic: topic(), Sub: subscription({ Endpoint: 'b@example.org' }) });
  expect(endpoints()).toEqual(['b@example.org']);
  await harness.deploy({ Topic: topic() });
  expect(endpoints()).toEqual([]);
});

test('a stack with both can be deleted', async () => {
  await harness.deploy({ Topic: topic(), Sub: subscription() });
  await harness.cloudFormation.deleteStack('S');
  expect(harness.services.sns.topics.all()).toEqual([]);
});

test.each([
  [{ FifoTopic: true }, 'FifoTopic'],
  [{ TopicName: 't.fifo' }, 't.fifo'],
])('%j is refused', async (properties, reason) => {
  await expect(harness.deployOne('AWS::SNS::Topic', properties)).rejects.toThrow(reason);
});
