import { type EventBus, createEventBus } from '../../../local/events/event-bus';
import { AwsError } from '../../../local/gateway/aws-error';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { ManualClock } from '../../support/manual-clock';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:dead';
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:watcher';
let delivered: [string, unknown][];
let deadLetters: [string, unknown, unknown][];
let dropped: [string, string][];
let isMissing: boolean;
let queueError: Error | undefined;
let bus: EventBus;
let gateway: Gateway;

beforeEach(async () => {
  delivered = [];
  deadLetters = [];
  dropped = [];
  isMissing = false;
  queueError = undefined;
  const place = { region: 'us-east-1', accountId: '000000000000' };
  bus = createEventBus({
    ...place,
    clock: new ManualClock(Date.parse('2026-01-02T03:04:05.678Z')),
    findFunction: async (arn) => {
      if (isMissing) throw new AwsError('ResourceNotFoundException', `No ${arn}`, 404);
    },
    sendToQueue: async (arn, body, attributes) => {
      if (queueError) throw queueError;
      deadLetters.push([arn, JSON.parse(body), attributes]);
    },
    asynchronous: {
      enqueue: (arn, payload) => delivered.push([arn, JSON.parse(payload)]),
      drop: (arn, _, reason) => dropped.push([arn, reason]),
      idle: () => Promise.resolve(),
    },
  });
  gateway = await startGateway({ services: [bus], ...place });
});
afterEach(() => gateway.close());

async function call(operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(gateway.endpoint, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/events/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-target': `AWSEvents.${operation}`,
    },
    body: JSON.stringify(input),
  });
  return (await response.json()) as Record<string, unknown>;
}

async function makeRule(pattern: object, rest: object = {}, target: object = {}): Promise<void> {
  await call('PutRule', { Name: 'ended', EventPattern: JSON.stringify(pattern), ...rest });
  await call('PutTargets', { Rule: 'ended', Targets: [{ Id: 't', Arn: functionArn, ...target }] });
}
const emit = (status: string): void => {
  bus.emit({
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: ['arn:execution'],
    detail: { status },
  });
};

test('an event that matches reaches the target in its envelope', async () => {
  await makeRule({ detail: { status: ['FAILED'] } });
  emit('SUCCEEDED');
  emit('FAILED');
  await bus.idle();
  expect(delivered).toEqual([
    [
      functionArn,
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        'detail-type': 'Step Functions Execution Status Change',
        source: 'aws.states',
        account: '000000000000',
        time: '2026-01-02T03:04:05Z',
        region: 'us-east-1',
        resources: ['arn:execution'],
        detail: { status: 'FAILED' },
      },
    ],
  ]);
});

test('a disabled rule delivers nothing', async () => {
  await makeRule({ source: ['aws.states'] }, { State: 'DISABLED' });
  emit('FAILED');
  await bus.idle();
  expect(delivered).toEqual([]);
});

test('PutEvents publishes, too', async () => {
  await makeRule({ source: ['mine'] });
  const entry = { Source: 'mine', DetailType: 'Test', Detail: '{"a":1}' };
  expect(await call('PutEvents', { Entries: [entry] })).toMatchObject({ FailedEntryCount: 0 });
  expect(delivered).toMatchObject([[functionArn, { source: 'mine', detail: { a: 1 } }]]);
});

const withQueue = { DeadLetterConfig: { Arn: queueArn }, RetryPolicy: { MaximumRetryAttempts: 3 } };

test('an event for a function that is gone goes to the queue of dead letters', async () => {
  isMissing = true;
  await makeRule({ source: ['aws.states'] }, {}, { ...withQueue, Input: '"input"' });
  emit('FAILED');
  await bus.idle();
  expect(delivered).toEqual([]);
  expect(deadLetters).toEqual([
    [
      queueArn,
      expect.objectContaining({ detail: { status: 'FAILED' } }),
      {
        RULE_ARN: 'arn:aws:events:us-east-1:000000000000:rule/ended',
        TARGET_ARN: functionArn,
        ERROR_CODE: 'NO_RESOURCE',
        ERROR_MESSAGE: `No ${functionArn}`,
      },
    ],
  ]);
});

test('a function that is there gets its event, whatever becomes of it', async () => {
  await makeRule({ source: ['aws.states'] }, {}, withQueue);
  emit('FAILED');
  await bus.idle();
  expect([delivered.length, deadLetters]).toEqual([1, []]);
});

test.each([
  ['without a queue', {}],
  ['with a queue that is gone, too', withQueue],
])('%s the event is logged', async (_, target) => {
  isMissing = true;
  queueError = new AwsError('AWS.SimpleQueueService.NonExistentQueue', 'gone');
  await makeRule({ source: ['aws.states'] }, {}, target);
  emit('FAILED');
  await bus.idle();
  expect(delivered).toEqual([]);
  expect(dropped).toEqual([[functionArn, expect.stringContaining(`No ${functionArn}`) as string]]);
});

test.each([
  [{ RetryPolicy: { MaximumRetryAttempts: 186 } }, '185'],
  [{ DeadLetterConfig: { Arn: 'arn:aws:sns:us-east-1:000000000000:t' } }, 'SQS'],
])('a target with %j is refused', async (target, reason) => {
  await makeRule({ source: ['aws.states'] });
  const Targets = [{ Id: 't', Arn: functionArn, ...target }];
  expect(await call('PutTargets', { Rule: 'ended', Targets })).toMatchObject({
    message: expect.stringContaining(reason) as string,
  });
});

test('a rule put again keeps its targets', async () => {
  await makeRule({ source: ['other'] });
  await call('PutRule', { Name: 'ended', EventPattern: '{"source":["aws.states"]}' });
  emit('FAILED');
  await bus.idle();
  expect(delivered).toHaveLength(1);
});

test('rules and targets can be described, listed and removed', async () => {
  await makeRule({ source: ['aws.states'] });
  const Arn = 'arn:aws:events:us-east-1:000000000000:rule/ended';
  expect(await call('DescribeRule', { Name: 'ended' })).toMatchObject({ Arn, State: 'ENABLED' });
  expect(await call('ListRules', {})).toMatchObject({ Rules: [{ Name: 'ended' }] });
  expect(await call('ListTargetsByRule', { Rule: 'ended' })).toEqual({
    Targets: [{ Id: 't', Arn: functionArn }],
  });
  expect(await call('DeleteRule', { Name: 'ended' })).toMatchObject({
    __type: 'ValidationException',
  });
  await call('RemoveTargets', { Rule: 'ended', Ids: ['t'] });
  await call('DeleteRule', { Name: 'ended' });
  expect(await call('DescribeRule', { Name: 'ended' })).toMatchObject({
    __type: 'ResourceNotFoundException',
  });
});

test.each([
  ['PutRule', { Name: 'r', EventPattern: '{"a":[{"cidr":"x"}]}' }, 'InvalidEventPatternException'],
  ['PutRule', { Name: 'r', ScheduleExpression: 'rate(1 day)' }, 'ValidationException'],
  ['PutTargets', { Rule: 'none', Targets: [] }, 'ResourceNotFoundException'],
  ['CreateEventBus', { Name: 'b' }, 'UnknownOperationException'],
])('%s %j is refused', async (operation, input, type) => {
  expect(await call(operation, input)).toMatchObject({ __type: type });
});

test('a target that is no function is refused by its ARN', async () => {
  await makeRule({ source: ['x'] });
  const Arn = 'arn:aws:sqs:us-east-1:000000000000:queue';
  expect(await call('PutTargets', { Rule: 'ended', Targets: [{ Id: 'q', Arn }] })).toMatchObject({
    message: expect.stringContaining(Arn) as string,
  });
});
