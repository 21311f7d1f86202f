import { XMLParser } from 'fast-xml-parser';
import { type SqsServer, startSqs } from './sqs-server';

let sqs: SqsServer;
beforeAll(async () => {
  sqs = await startSqs();
});
afterAll(() => sqs.stop());

/** A call as tools make it that do not know AWS JSON yet. */
async function call(parameters: Record<string, string>): Promise<unknown> {
  const response = await fetch(sqs.endpoint, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: new URLSearchParams({ Version: '2012-11-05', ...parameters }),
  });
  return new XMLParser().parse(await response.text());
}

test('a message goes through a queue, in XML', async () => {
  const QueueUrl = `${sqs.endpoint}/000000000000/old`;
  const created = await call({
    Action: 'CreateQueue',
    QueueName: 'old',
    'Attribute.1.Name': 'VisibilityTimeout',
    'Attribute.1.Value': '7',
    'Tag.1.Key': 'team',
    'Tag.1.Value': 'a',
  });
  expect(created).toMatchObject({ CreateQueueResponse: { CreateQueueResult: { QueueUrl } } });
  const sent = await call({
    Action: 'SendMessageBatch',
    QueueUrl,
    'SendMessageBatchRequestEntry.1.Id': 'a',
    'SendMessageBatchRequestEntry.1.MessageBody': 'one & two',
    'SendMessageBatchRequestEntry.1.MessageAttribute.1.Name': 'why',
    'SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType': 'String',
    'SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue': 'because',
    'SendMessageBatchRequestEntry.2.Id': 'b',
    'SendMessageBatchRequestEntry.2.MessageBody': '\u0001',
  });
  expect(sent).toMatchObject({
    SendMessageBatchResponse: {
      SendMessageBatchResult: {
        SendMessageBatchResultEntry: { Id: 'a' },
        BatchResultErrorEntry: { Id: 'b', Code: 'InvalidMessageContents' },
      },
    },
  });
  const received = await call({
    Action: 'ReceiveMessage',
    QueueUrl,
    MaxNumberOfMessages: '10',
    'AttributeName.1': 'ApproximateReceiveCount',
    'MessageAttributeName.1': 'All',
  });
  expect(received).toMatchObject({
    ReceiveMessageResponse: {
      ReceiveMessageResult: {
        Message: {
          Body: 'one & two',
          Attribute: { Name: 'ApproximateReceiveCount', Value: 1 },
          MessageAttribute: {
            Name: 'why',
            Value: { DataType: 'String', StringValue: 'because' },
          },
        },
      },
    },
  });
});

test('an error carries the code of the query protocol', async () => {
  const QueueUrl = `${sqs.endpoint}/000000000000/none`;
  expect(await call({ Action: 'PurgeQueue', QueueUrl })).toMatchObject({
    ErrorResponse: {
      Error: { Type: 'Sender', Code: 'AWS.SimpleQueueService.NonExistentQueue' },
    },
  });
});
