import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const type = 'AWS::SQS::Queue';
const Arn = 'arn:aws:sqs:us-east-1:000000000000:q';

test('a queue is its URL, with its ARN and its name', async () => {
  const { state } = await harness.deployOne(type, { QueueName: 'q' });
  const QueueUrl = 'http://127.0.0.1:9/000000000000/q';
  expect(state).toEqual({
    physicalId: QueueUrl,
    attributes: { Arn, QueueName: 'q', QueueUrl },
  });
});

test('its settings are the template, also after an update, and its messages stay', async () => {
  const { queues } = harness.services.sqs;
  await harness.deployOne(type, {
    QueueName: 'q',
    MessageRetentionPeriod: '1209600',
    RedrivePolicy: { deadLetterTargetArn: 'arn', maxReceiveCount: 3 },
    Tags: [{ Key: 'team', Value: 'a' }],
  });
  await harness.services.sqs.sendToQueue(Arn, 'kept', {}, { caller: { kind: 'account' } });
  expect(queues.get('q').attributes()).toMatchObject({
    MessageRetentionPeriod: '1209600',
    RedrivePolicy: '{"deadLetterTargetArn":"arn","maxReceiveCount":3}',
  });
  await harness.deployOne(type, { QueueName: 'q', VisibilityTimeout: 60 });
  expect(queues.get('q').attributes()).toMatchObject({
    MessageRetentionPeriod: '345600',
    VisibilityTimeout: '60',
    ApproximateNumberOfMessages: '1',
  });
  expect(queues.get('q').settings.RedrivePolicy).toBeUndefined();
});

test('another name is another queue', async () => {
  await harness.deployOne(type, { QueueName: 'q' });
  await harness.deployOne(type, { QueueName: 'r' });
  expect(harness.services.sqs.queues.all().map(({ name }) => name)).toEqual(['r']);
});

test.each([
  [{ FifoQueue: true }, 'FifoQueue'],
  [{ QueueName: 'q.fifo' }, 'q.fifo'],
  [{ VisibilityTimeout: 43_201 }, 'VisibilityTimeout'],
])('%j is refused', async (properties, reason) => {
  await expect(harness.deployOne(type, properties)).rejects.toThrow(reason);
});
