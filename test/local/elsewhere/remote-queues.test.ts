import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { remoteQueues } from '../../../local/elsewhere/remote-queues';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { serviceSender } from '../../../local/iam/sender';
import { createSqs } from '../../../local/sqs/sqs-service';

const region = 'us-east-1';
const place = { region, accountId: '000000000000' };
const sender = serviceSender('events.amazonaws.com', 'arn:aws:events:rule', place);
const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

let gateway: Gateway;
let client: SQSClient;
beforeAll(async () => {
  const sqs = createSqs({ ...place, endpoint: () => gateway.endpoint });
  gateway = await startGateway({ ...place, services: [sqs] });
  client = new SQSClient(clientConfig(gateway.endpoint, region));
});
afterAll(async () => {
  client.destroy();
  await gateway.close();
});

test('a message arrives in the queue there, with its attributes', async () => {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'dead' }));
  const queues = remoteQueues({ endpoint: gateway.endpoint, region });
  await queues.sendToQueue(arnOf('dead'), 'the body', { ERROR_CODE: 'NO_RESOURCE' }, sender);
  queues.close();
  const { Messages } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }),
  );
  expect(Messages).toMatchObject([
    {
      Body: 'the body',
      MessageAttributes: { ERROR_CODE: { DataType: 'String', StringValue: 'NO_RESOURCE' } },
    },
  ]);
});

test('a queue that is not there: the error that the SQS of this process gives', async () => {
  const queues = remoteQueues({ endpoint: gateway.endpoint, region });
  await expect(queues.sendToQueue(arnOf('none'), 'x', {}, sender)).rejects.toMatchObject({
    name: expect.stringMatching(/NonExistentQueue|QueueDoesNotExist/) as string,
    statusCode: 400,
  });
  queues.close();
});
