import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { type LambdaHarness, lambdaHarness } from './lambda-harness';

let harness: LambdaHarness;
let gateway: Gateway;

beforeAll(async () => {
  harness = lambdaHarness();
  gateway = await startGateway({
    services: [harness.host],
    region: 'us-east-1',
    accountId: '000000000000',
  });
  await harness.deploy(
    `exports.handler = async (event) => {
       console.log('called with ' + JSON.stringify(event));
       if (event.fail) throw new TypeError('as asked');
       return { event };
     };`,
    { description: 'a probe' },
  );
});
afterAll(async () => {
  await gateway.close();
  await harness.close();
});

const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0';

async function call(method: string, path: string, body?: string, headers = {}) {
  const response = await fetch(`${gateway.endpoint}/2015-03-31${path}`, {
    method,
    headers: { authorization, ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}
const invocations = '/functions/probe/invocations';

test('RequestResponse returns the payload', async () => {
  const { status, headers, text } = await call('POST', invocations, '{"a":1}');
  expect([status, JSON.parse(text)]).toEqual([200, { event: { a: 1 } }]);
  expect(headers.get('x-amz-executed-version')).toBe('$LATEST');
  expect(headers.get('x-amz-function-error')).toBeNull();
});

test('the executed version is that of the reference when the call began', async () => {
  const { arn } = harness.host.publishVersion('probe');
  const path = `/functions/${encodeURIComponent(arn)}/invocations`;
  const { headers } = await call('POST', path, '{"a":1}');
  expect(headers.get('x-amz-executed-version')).toBe('1');
  const failed = await call('POST', path, '{"fail":true}');
  expect(failed.headers.get('x-amz-executed-version')).toBe('1');
});

test('an error of the function is a 200 with the header that says so', async () => {
  const { status, headers, text } = await call('POST', invocations, '{"fail":true}');
  expect([status, headers.get('x-amz-function-error')]).toEqual([200, 'Unhandled']);
  expect(JSON.parse(text)).toMatchObject({ errorType: 'TypeError', errorMessage: 'as asked' });
});

test('Event answers 202, and the function is called', async () => {
  const headers = { 'x-amz-invocation-type': 'Event' };
  const { status, text } = await call('POST', invocations, '{"id":"event-1"}', headers);
  expect([status, text]).toEqual([202, '']);
  await harness.host.asynchronous.idle();
  const calls = harness.log
    .messages('/aws/lambda/probe')
    .filter((line) => line.includes('event-1'));
  expect(calls).toHaveLength(1);
});

test('DryRun calls nothing', async () => {
  const before = harness.log.lines.length;
  const headers = { 'x-amz-invocation-type': 'DryRun' };
  expect((await call('POST', invocations, '{}', headers)).status).toBe(204);
  expect(harness.log.lines).toHaveLength(before);
});

test('GetFunction shows the configuration', async () => {
  const { text } = await call('GET', '/functions/probe');
  expect(JSON.parse(text)).toMatchObject({
    Configuration: {
      FunctionName: 'probe',
      FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:probe',
      Description: 'a probe',
      Timeout: 60,
      MemorySize: 128,
      Version: '$LATEST',
    },
  });
});

test('a qualifier leads to a version', async () => {
  harness.host.publishVersion('probe');
  const { text } = await call('GET', '/functions/probe?Qualifier=1');
  expect(JSON.parse(text)).toMatchObject({
    Configuration: { FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:probe:1' },
  });
});

test('ListFunctions lists them', async () => {
  const { text } = await call('GET', '/functions/');
  expect(JSON.parse(text)).toMatchObject({ Functions: [{ FunctionName: 'probe' }] });
});

test.each([
  [
    'an unknown function',
    'POST',
    '/functions/nobody/invocations',
    '{}',
    {},
    'ResourceNotFoundException',
  ],
  ['no JSON', 'POST', invocations, '{', {}, 'InvalidRequestContentException'],
  [
    'the log tail',
    'POST',
    invocations,
    '{}',
    { 'x-amz-log-type': 'Tail' },
    'InvalidParameterValueException',
  ],
  [
    'an unknown type',
    'POST',
    invocations,
    '{}',
    { 'x-amz-invocation-type': 'Later' },
    'InvalidParameterValueException',
  ],
  ['another operation', 'DELETE', '/functions/probe', undefined, {}, 'UnknownOperationException'],
])('%s is refused', async (_, method, path, body, headers, code) => {
  const answer = await call(method, path, body, headers);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.headers.get('x-amzn-errortype')).toBe(code);
});
