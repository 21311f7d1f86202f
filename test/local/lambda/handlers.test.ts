import { startGate } from '../../support/gate';
import { type LambdaHarness, lambdaHarness } from './lambda-harness';

let harness: LambdaHarness;
beforeEach(() => {
  harness = lambdaHarness();
});
afterEach(() => harness.close());

describe('what a handler may be', () => {
  test.each([
    ['an async function', 'exports.handler = async (event) => ({ got: event.x });', { got: 1 }],
    ['one with a callback', 'exports.handler = (e, c, done) => setImmediate(done, null, e.x);', 1],
    ['one that returns nothing', 'exports.handler = () => {};', null],
    ['one that resolves to nothing', 'exports.handler = async () => {};', null],
    ['context.succeed', 'exports.handler = (event, context) => context.succeed("old");', 'old'],
  ])('%s', async (_, source, expected) => {
    await harness.deploy(source);
    expect(await harness.result({ x: 1 })).toEqual(expected);
  });

  test('a nested export', async () => {
    await harness.deploy('exports.a = { b: async () => "deep" };', { handler: 'index.a.b' });
    expect(await harness.result()).toBe('deep');
  });
});

test('the context tells the function about itself', async () => {
  await harness.deploy(
    `exports.handler = async (event, context) =>
      ({ ...context, remaining: context.getRemainingTimeInMillis() });`,
    { memoryMb: 256, timeoutSeconds: 30 },
  );
  const context = await harness.result();
  expect(context).toMatchObject({
    functionName: 'probe',
    functionVersion: '$LATEST',
    memoryLimitInMB: '256',
    logGroupName: '/aws/lambda/probe',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:probe',
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  expect(context).toHaveProperty('remaining', expect.any(Number));
  const { remaining } = context as { remaining: number };
  expect(remaining).toBeGreaterThan(0);
  expect(remaining).toBeLessThanOrEqual(30_000);
});

test('the environment is complete and holds nothing of the host', async () => {
  await harness.deploy('exports.handler = async () => process.env;', {
    environment: { TABLE: 'x', AWS_REGION: 'cannot-be-overridden' },
  });
  const environment = (await harness.result()) as Record<string, string>;
  expect(environment).toMatchObject({
    TABLE: 'x',
    AWS_REGION: 'us-east-1',
    AWS_LAMBDA_FUNCTION_NAME: 'probe',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    _HANDLER: 'index.handler',
  });
  const own = Object.keys(environment).filter((name) => !/^(AWS_|LAMBDA_TASK_ROOT$)/.test(name));
  expect(own.sort()).toEqual(['LANG', 'TABLE', 'TZ', '_HANDLER']);
});

test('a sandbox is used again while it is warm', async () => {
  await harness.deploy('let calls = 0; exports.handler = async () => ++calls;');
  expect([await harness.result(), await harness.result()]).toEqual([1, 2]);
});

test('two invocations at a time have a sandbox each', async () => {
  const gate = await startGate();
  await harness.deploy(
    'let calls = 0; exports.handler = async ({ url }) => { calls++; await fetch(url); return calls; };',
  );
  const both = Promise.all([1, 2].map(() => harness.result({ url: gate.url })));
  await gate.waiting(2);
  gate.open();
  expect(await both).toEqual([1, 1]);
  gate.close();
});
