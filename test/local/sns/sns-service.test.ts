import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { topicLogGroup } from '../../../local/sns/publish';
import { createSns } from '../../../local/sns/sns-service';
import { type SqsService, createSqs } from '../../../local/sqs/sqs-service';
import { ManualClock } from '../../support/manual-clock';
import { RecordingLog } from '../../support/recording-log';

const place = { region: 'us-east-1', accountId: '000000000000' };
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:q';
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

let log: RecordingLog;
let invoked: [string, unknown][];
let sqs: SqsService;
let gateway: Gateway;
let sns: SNSClient;
let TopicArn: string;

beforeEach(async () => {
  log = new RecordingLog();
  invoked = [];
  const clock = new ManualClock(Date.parse('2026-01-02T03:04:05.678Z'));
  sqs = createSqs({ ...place, endpoint: () => 'http://127.0.0.1:9', clock });
  sqs.queues.create('q', {});
  const service = createSns({
    ...place,
    clock,
    sendToQueue: sqs.sendToQueue,
    asynchronous: { enqueue: (arn, payload) => invoked.push([arn, JSON.parse(payload)]) },
    logSink: log,
  });
  gateway = await startGateway({ services: [service], ...place });
  sns = new SNSClient({ ...clientConfig(gateway.endpoint, place.region), maxAttempts: 1 });
  TopicArn = (await sns.send(new CreateTopicCommand({ Name: 'runs' }))).TopicArn ?? '';
});
afterEach(async () => {
  sns.destroy();
  await gateway.close();
});

const subscribe = (Protocol: string, Endpoint: string, Attributes?: Record<string, string>) =>
  sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes }));
const publish = (Message: string, more: object = {}) =>
  sns.send(new PublishCommand({ TopicArn, Message, ...more }));
async function queued() {
  const [message] = await sqs.queues.get('q').receive({ maxMessages: 1 });
  return message ?? { body: '', attributes: {} };
}

describe('a topic', () => {
  test('is listed, described and changed', async () => {
    expect(TopicArn).toBe('arn:aws:sns:us-east-1:000000000000:runs');
    expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn }]);
    const change = { TopicArn, AttributeName: 'DisplayName', AttributeValue: 'Runs & more' };
    await sns.send(new SetTopicAttributesCommand(change));
    await subscribe('email', 'a@example.org');
    await subscribe('sqs', queueArn);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({
      TopicArn,
      Owner: '000000000000',
      DisplayName: 'Runs & more',
      SubscriptionsPending: '1',
      SubscriptionsConfirmed: '1',
    });
  });

  test('that is deleted is not found', async () => {
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await expect(publish('late')).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('a subscription', () => {
  test('by e-mail stays pending, and hides its ARN', async () => {
    expect((await subscribe('email', 'a@example.org')).SubscriptionArn).toBe(
      'pending confirmation',
    );
    const { Subscriptions } = await sns.send(new ListSubscriptionsCommand({}));
    expect(Subscriptions).toEqual([
      {
        SubscriptionArn: 'PendingConfirmation',
        Owner: '000000000000',
        Protocol: 'email',
        Endpoint: 'a@example.org',
        TopicArn,
      },
    ]);
  });

  test('made twice is one, and can be ended', async () => {
    const { SubscriptionArn } = await subscribe('sqs', queueArn);
    expect((await subscribe('sqs', queueArn)).SubscriptionArn).toBe(SubscriptionArn);
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    const list = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(list.Subscriptions ?? []).toEqual([]);
  });

  test.each([
    ['http', 'http://example.org', {}, 'http'],
    ['email', 'nobody', {}, 'nobody'],
    ['sqs', queueArn, { FilterPolicy: '{}' }, 'FilterPolicy'],
  ])('%s to %s with %j is refused', async (protocol, endpoint, attributes, reason) => {
    const answer = subscribe(protocol, endpoint, attributes);
    await expect(answer).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(reason) as string,
    });
  });
});

describe('a message', () => {
  test('is written as mail for people to read', async () => {
    await subscribe('email', 'a@example.org');
    await subscribe('email', 'b@example.org');
    const { MessageId } = await publish('All is well.\nBye', { Subject: 'Run r1 succeeded' });
    expect(log.messages(topicLogGroup('runs'))).toEqual([
      [
        'To: a@example.org, b@example.org',
        'Subject: Run r1 succeeded',
        `Message-ID: ${MessageId ?? ''}`,
        `Topic: ${TopicArn}`,
        '',
        'All is well.\nBye',
      ].join('\n'),
    ]);
  });

  test('reaches a queue in its envelope', async () => {
    await subscribe('sqs', queueArn);
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'run' } };
    const { MessageId } = await publish('body', { Subject: 'S', MessageAttributes });
    expect(JSON.parse((await queued()).body)).toMatchObject({
      Type: 'Notification',
      MessageId,
      TopicArn,
      Subject: 'S',
      Message: 'body',
      Timestamp: '2026-01-02T03:04:05.678Z',
      MessageAttributes: { kind: { Type: 'String', Value: 'run' } },
    });
  });

  test('reaches a queue raw, if it shall', async () => {
    await subscribe('sqs', queueArn, { RawMessageDelivery: 'true' });
    const attributes = { kind: { DataType: 'String', StringValue: 'run' } };
    await publish('body', { MessageAttributes: attributes });
    expect(await queued()).toMatchObject({ body: 'body', attributes });
  });

  test('reaches a function as its event', async () => {
    await subscribe('lambda', functionArn);
    await publish('body');
    expect(invoked).toMatchObject([
      [
        functionArn,
        {
          Records: [
            { EventSource: 'aws:sns', Sns: { Subject: null, Message: 'body', MessageId: uuid } },
          ],
        },
      ],
    ]);
  });

  test('may differ by protocol', async () => {
    await subscribe('sqs', queueArn, { RawMessageDelivery: 'true' });
    const texts = JSON.stringify({ default: 'short', sqs: 'for machines' });
    await publish(texts, { MessageStructure: 'json' });
    expect((await queued()).body).toBe('for machines');
    expect(log.messages(topicLogGroup('runs'))).toEqual([
      expect.stringMatching(/\n\nshort$/) as string,
    ]);
  });

  test('for a queue that is gone goes to the log, and to all others', async () => {
    await subscribe('sqs', queueArn);
    await subscribe('lambda', functionArn);
    sqs.queues.delete('q');
    await publish('body');
    expect(invoked).toHaveLength(1);
    expect(log.messages(topicLogGroup('runs')).at(-1)).toContain('does not exist');
  });

  test.each([
    ['m', { Subject: 'x'.repeat(101) }, 'Subject'],
    ['m', { Subject: 'two\nlines' }, 'Subject'],
    ['m', { Subject: 'ä' }, 'Subject'],
    ['m', { Subject: ' x' }, 'Subject'],
    ['', {}, 'Empty message'],
    ['x'.repeat(262_145), {}, 'Message too long'],
    ['{"email":"x"}', { MessageStructure: 'json' }, 'default'],
  ])('%# is refused', async (message, more, reason) => {
    await expect(publish(message, more)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(reason) as string,
    });
  });

  test.each([
    ['m', { Subject: 'x'.repeat(100) }],
    ['x'.repeat(262_144), {}],
  ])('%# is just short enough', async (message, more) => {
    expect((await publish(message, more)).MessageId).toEqual(uuid);
  });
});
