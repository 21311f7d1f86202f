import { SNSClient } from '@aws-sdk/client-sns';
import { runCompleted } from '../../../domain/run/run-completed';
import { notifyRun } from '../../../lambdas/notify-run/notify-run';
import { runMessage } from '../../../lambdas/notify-run/run-message';
import { AwsError } from '../../../local/gateway/aws-error';
import { queryService } from '../../../local/gateway/aws-query';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { completedResults, failedResults } from '../../support/results-fixtures';

const topicArn = 'arn:aws:sns:us-east-1:123456789012:runs';
const detail = runCompleted(completedResults());

let gateway: Gateway;
let sns: SNSClient;
/** The parameters of each Publish. */
let published: Record<string, string>[];
let refusal: AwsError | undefined;

beforeAll(async () => {
  const topics = queryService({
    signingName: 'sns',
    namespace: 'http://sns/doc/2010-03-31/',
    operations: {
      Publish: (parameters) => {
        if (refusal) return Promise.reject(refusal);
        published.push(Object.fromEntries(parameters));
        return Promise.resolve({ MessageId: 'message-1' });
      },
    },
  });
  gateway = await startGateway({
    services: [topics],
    region: 'us-east-1',
    accountId: '123456789012',
  });
  sns = new SNSClient({ ...clientConfig(gateway.endpoint, 'us-east-1'), maxAttempts: 1 });
});

afterAll(async () => {
  sns.destroy();
  await gateway.close();
});

beforeEach(() => {
  published = [];
  refusal = undefined;
});

const event = (changes: object = {}) => ({
  source: 'text2text-batch',
  'detail-type': 'Text2TextRunCompleted',
  detail,
  ...changes,
});

test.each([
  detail,
  runCompleted(completedResults({ status: 'CompletedWithFailures' })),
  runCompleted(failedResults()),
  runCompleted(failedResults({ status: 'Aborted' })),
])('a run that ended as $status is one message', async (run) => {
  expect(await notifyRun(event({ detail: run }), { sns, topicArn })).toEqual({
    runId: 'nightly',
    status: run.status,
    messageId: 'message-1',
  });
  const { subject, message } = runMessage(run);
  expect(published).toMatchObject([{ TopicArn: topicArn, Subject: subject, Message: message }]);
});

test('subscriptions can filter by status and run', async () => {
  await notifyRun(event(), { sns, topicArn });
  expect(published).toMatchObject([
    {
      'MessageAttributes.entry.1.Name': 'status',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'Completed',
      'MessageAttributes.entry.2.Name': 'runId',
      'MessageAttributes.entry.2.Value.DataType': 'String',
      'MessageAttributes.entry.2.Value.StringValue': 'nightly',
    },
  ]);
});

test("what SNS answers is left to Lambda's retries", async () => {
  refusal = new AwsError('AuthorizationError', 'not allowed', 403);
  await expect(notifyRun(event(), { sns, topicArn })).rejects.toThrow('not allowed');
});

test.each([
  event({ source: 'aws.s3' }),
  event({ 'detail-type': 'Object Created' }),
  event({ detail: { ...detail, version: 2 } }),
])('an event of another kind or version is refused', async (other) => {
  await expect(notifyRun(other, { sns, topicArn })).rejects.toThrow('Invalid input');
  expect(published).toEqual([]);
});
