import { defaultEventInvokeConfig } from '../../../../local/lambda/event-invoke-config';
import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:dead';
const failing = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'f',
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Role: 'arn:aws:iam::000000000000:role/r',
    Code: { ZipFile: "exports.handler = async () => { throw new TypeError('no'); };" },
  },
};
const config = (Properties: object = {}) => ({
  Type: 'AWS::Lambda::EventInvokeConfig',
  Properties: { FunctionName: { Ref: 'Function' }, Qualifier: '$LATEST', ...Properties },
});
const onFailure = (Destination: string) => ({ DestinationConfig: { OnFailure: { Destination } } });
const configured = () => harness.services.lambda.eventInvokeConfigs.get('f', '$LATEST');

test('a failed invocation ends in the queue that the template names', async () => {
  const { lambda, sqs } = harness.services;
  sqs.queues.create('dead', {});
  await harness.deploy({
    Function: failing,
    Config: config({ MaximumRetryAttempts: 0, ...onFailure(queueArn) }),
  });
  lambda.asynchronous.enqueue('f', '{"id":1}');
  await lambda.asynchronous.idle();
  const [message] = await sqs.queues.get('dead').receive({ maxMessages: 1 });
  expect(JSON.parse(message?.body ?? '')).toMatchObject({
    requestContext: {
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST',
      approximateInvokeCount: 1,
    },
    requestPayload: { id: 1 },
    responsePayload: { errorType: 'TypeError', errorMessage: 'no' },
  });
});

test("a function's own dead-letter queue gets the event", async () => {
  const { lambda, sqs } = harness.services;
  sqs.queues.create('dead', {});
  const Properties = { ...failing.Properties, DeadLetterConfig: { TargetArn: queueArn } };
  await harness.deploy({
    Function: { ...failing, Properties },
    Config: config({ MaximumRetryAttempts: '0' }),
  });
  lambda.asynchronous.enqueue('f', '{"id":1}');
  await lambda.asynchronous.idle();
  const [message] = await sqs.queues.get('dead').receive({ maxMessages: 1 });
  expect(message?.body).toBe('{"id":1}');
});

test('a change acts, and with the resource the default is back', async () => {
  await harness.deploy({ Function: failing, Config: config({ MaximumRetryAttempts: 1 }) });
  await harness.deploy({ Function: failing, Config: config({ MaximumEventAgeInSeconds: 60 }) });
  expect(configured()).toEqual({ ...defaultEventInvokeConfig, maximumEventAgeSeconds: 60 });
  await harness.deploy({ Function: failing });
  expect(configured()).toEqual(defaultEventInvokeConfig);
});

test.each([
  [{ MaximumRetryAttempts: 3 }, 'MaximumRetryAttempts'],
  [{ MaximumEventAgeInSeconds: 59 }, 'MaximumEventAgeInSeconds'],
  [onFailure('arn:aws:sns:us-east-1:000000000000:t'), 'SQS queues only'],
  [{ DestinationConfig: { OnSuccess: { Destination: queueArn } } }, 'OnSuccess'],
])('%j is refused', async (properties, reason) => {
  await expect(harness.deploy({ Function: failing, Config: config(properties) })).rejects.toThrow(
    reason,
  );
});
