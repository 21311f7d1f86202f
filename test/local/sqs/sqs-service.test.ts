import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { ManualClock } from '../../support/manual-clock';
import { type SqsServer, startSqs } from './sqs-server';

const START = Date.parse('2026-01-01T00:00:00Z');
let clock: ManualClock;
let sqs: SqsServer;
let QueueUrl: string;

beforeEach(async () => {
  clock = new ManualClock(START);
  sqs = await startSqs(clock);
  QueueUrl = await create('q');
});
afterEach(() => sqs.stop());

async function create(QueueName: string, Attributes: Record<string, string> = {}): Promise<string> {
  const made = await sqs.client.send(new CreateQueueCommand({ QueueName, Attributes }));
  return made.QueueUrl ?? '';
}
const send = (MessageBody: string, more: object = {}) =>
  sqs.client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
async function receive(more: object = {}) {
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more });
  return (await sqs.client.send(command)).Messages ?? [];
}
const bodies = async (more: object = {}) => (await receive(more)).map(({ Body }) => Body);
async function attributes(...AttributeNames: 'All'[]) {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames });
  return (await sqs.client.send(command)).Attributes;
}

describe('a queue', () => {
  test('has a URL at the endpoint, and is found by its name', async () => {
    expect(QueueUrl).toBe(`${sqs.endpoint}/000000000000/q`);
    const found = await sqs.client.send(new GetQueueUrlCommand({ QueueName: 'q' }));
    expect(found.QueueUrl).toBe(QueueUrl);
    expect((await sqs.client.send(new ListQueuesCommand({}))).QueueUrls).toEqual([QueueUrl]);
  });

  test('is the same one when created again, unless its settings differ', async () => {
    expect(await create('q', { VisibilityTimeout: '30' })).toBe(QueueUrl);
    await expect(create('q', { VisibilityTimeout: '31' })).rejects.toThrow('VisibilityTimeout');
  });

  test('tells its attributes', async () => {
    const set = { QueueUrl, Attributes: { MessageRetentionPeriod: '60' } };
    await sqs.client.send(new SetQueueAttributesCommand(set));
    expect(await attributes('All')).toMatchObject({
      QueueArn: 'arn:aws:sqs:us-east-1:000000000000:q',
      MessageRetentionPeriod: '60',
      VisibilityTimeout: '30',
      CreatedTimestamp: String(START / 1000),
      ApproximateNumberOfMessages: '0',
    });
    expect(await attributes()).toEqual({});
  });

  test('that is deleted is not found', async () => {
    await sqs.client.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(send('late')).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  });

  test('keeps its tags', async () => {
    await sqs.client.send(new TagQueueCommand({ QueueUrl, Tags: { team: 'a' } }));
    const { Tags } = await sqs.client.send(new ListQueueTagsCommand({ QueueUrl }));
    expect(Tags).toEqual({ team: 'a' });
  });

  test.each([
    ['q.fifo', {}, 'FIFO'],
    ['f', { FifoQueue: 'true' }, 'FIFO'],
    ['f', { VisibilityTimeout: '-1' }, '0 to 43200'],
    ['f', { RedrivePolicy: '{}' }, 'RedrivePolicy'],
    ['f', { Colour: 'red' }, 'Colour'],
    ['a b', {}, 'a b'],
  ])('%p %j is refused', async (name, settings, reason) => {
    await expect(create(name, settings)).rejects.toThrow(reason);
  });
});

describe('a message', () => {
  test('comes with its attributes, whose digests the client checks', async () => {
    const MessageAttributes = {
      why: { DataType: 'String', StringValue: 'tëst' },
      bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
    };
    const sent = await send('a body: ä & <b>', { MessageAttributes });
    const [message] = await receive({
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'a body: ä & <b>',
      MD5OfBody: sent.MD5OfMessageBody,
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(START) },
      MessageAttributes: {
        why: MessageAttributes.why,
        bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
      },
    });
  });

  test('is hidden while one receiver has it, and comes back after the visibility timeout', async () => {
    await send('one');
    expect(await bodies()).toEqual(['one']);
    expect(await bodies()).toEqual([]);
    await clock.advance(30_000);
    expect(await bodies()).toEqual(['one']);
  });

  test('that is deleted does not come back', async () => {
    await send('one');
    const [message] = await receive();
    const { ReceiptHandle } = message ?? {};
    await sqs.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await clock.advance(30_000);
    expect(await bodies()).toEqual([]);
  });

  test('can be given back at once', async () => {
    await send('one');
    const [message] = await receive();
    const { ReceiptHandle } = message ?? {};
    const visibility = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
    await sqs.client.send(new ChangeMessageVisibilityCommand(visibility));
    expect(await bodies()).toEqual(['one']);
    await expect(
      sqs.client.send(new ChangeMessageVisibilityCommand(visibility)),
    ).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });

  test('that is delayed waits', async () => {
    await send('later', { DelaySeconds: 5 });
    expect(await attributes('All')).toMatchObject({ ApproximateNumberOfMessagesDelayed: '1' });
    expect(await bodies()).toEqual([]);
    await clock.advance(5000);
    expect(await bodies()).toEqual(['later']);
  });

  test('is gone after the retention period', async () => {
    await send('old');
    await clock.advance(345_600_000);
    expect(await bodies()).toEqual([]);
  });

  test('that is received too often goes to the dead-letter queue', async () => {
    const deadUrl = await create('dead');
    const target = 'arn:aws:sqs:us-east-1:000000000000:dead';
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: target, maxReceiveCount: 1 });
    const set = { QueueUrl, Attributes: { RedrivePolicy } };
    await sqs.client.send(new SetQueueAttributesCommand(set));
    await send('poison');
    expect(await bodies({ VisibilityTimeout: 0 })).toEqual(['poison']);
    expect(await bodies()).toEqual([]);
    expect(await bodies({ QueueUrl: deadUrl })).toEqual(['poison']);
  });

  test.each([
    ['\u0000', {}, 'characters'],
    ['x'.repeat(1_048_577), {}, '1048576'],
    ['x', { DelaySeconds: 901 }, 'DelaySeconds'],
  ])('%# is refused', async (body, more, reason) => {
    await expect(send(body, more)).rejects.toThrow(reason);
  });
});

describe('long polling', () => {
  test('ends with the message that comes meanwhile', async () => {
    const waiting = bodies({ WaitTimeSeconds: 20 });
    await untilSleeping();
    await send('now');
    expect(await waiting).toEqual(['now']);
  });

  test('ends when a hidden message is visible again', async () => {
    await send('again');
    await receive({ VisibilityTimeout: 3 });
    const waiting = bodies({ WaitTimeSeconds: 20 });
    await untilSleeping();
    await clock.advance(3000);
    expect(await waiting).toEqual(['again']);
  });

  test('ends with nothing when its time is over', async () => {
    const waiting = bodies({ WaitTimeSeconds: 20 });
    await untilSleeping();
    await clock.advance(20_000);
    expect(await waiting).toEqual([]);
  });
});

describe('a batch', () => {
  test('is sent and deleted entry by entry', async () => {
    const sent = await sqs.client.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'a', MessageBody: 'A' },
          { Id: 'b', MessageBody: '\u0001' },
        ],
      }),
    );
    expect(sent.Successful).toMatchObject([{ Id: 'a' }]);
    expect(sent.Failed).toMatchObject([{ Id: 'b', Code: 'InvalidMessageContents' }]);
    const [message] = await receive();
    const Entries = [{ Id: 'a', ReceiptHandle: message?.ReceiptHandle }];
    await sqs.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(await attributes('All')).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '0' });
  });

  test.each([
    [[], 'EmptyBatchRequest'],
    [
      [
        { Id: 'a', MessageBody: 'A' },
        { Id: 'a', MessageBody: 'B' },
      ],
      'BatchEntryIdsNotDistinct',
    ],
  ])('%j is refused', async (Entries, name) => {
    const command = new SendMessageBatchCommand({ QueueUrl, Entries });
    await expect(sqs.client.send(command)).rejects.toMatchObject({ name });
  });
});

test('a purge removes all messages', async () => {
  await send('one');
  await sqs.client.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await bodies()).toEqual([]);
});

async function untilSleeping(): Promise<void> {
  while (clock.sleepers === 0) await new Promise((resolve) => setImmediate(resolve));
}
