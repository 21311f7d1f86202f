import { ManualClock } from '../../support/manual-clock';
import { type LambdaHarness, lambdaHarness } from './lambda-harness';

let harness: LambdaHarness;
let clock: ManualClock;
beforeEach(() => {
  clock = new ManualClock();
  harness = lambdaHarness(clock);
});
afterEach(() => harness.close());

const cases: [string, string, { errorType: string; errorMessage: unknown }][] = [
  [
    'a thrown error',
    'exports.handler = async () => { throw Object.assign(new Error("no"), { name: "Named" }); };',
    { errorType: 'Named', errorMessage: 'no' },
  ],
  [
    'a synchronous throw',
    'exports.handler = () => { throw new TypeError("bad"); };',
    { errorType: 'TypeError', errorMessage: 'bad' },
  ],
  [
    'something thrown that is no error',
    'exports.handler = async () => { throw "text"; };',
    { errorType: 'string', errorMessage: 'text' },
  ],
  [
    'an error whose name and message are no text',
    'exports.handler = async () => { throw Object.assign(new Error(), { name: 7, message: { a: 1 } }); };',
    { errorType: '7', errorMessage: '[object Object]' },
  ],
  [
    'an error without a message',
    'exports.handler = async () => { throw Object.assign(new Error(), { message: undefined }); };',
    { errorType: 'Error', errorMessage: 'undefined' },
  ],
  [
    'a message of its own to the parent port',
    `exports.handler = async () => { require('node:worker_threads').parentPort.postMessage('hello'); };`,
    {
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/posted to the parentPort of its runtime$/),
    },
  ],
  [
    'a message to the parent port while loading',
    `require('node:worker_threads').parentPort.postMessage({ type: 'result' });`,
    { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('parentPort') },
  ],
  [
    'an error given to the callback',
    'exports.handler = (event, context, done) => done(new RangeError("far"));',
    { errorType: 'RangeError', errorMessage: 'far' },
  ],
  [
    'a result that is no JSON',
    'exports.handler = async () => 1n;',
    { errorType: 'Error', errorMessage: 'Unable to stringify response body' },
  ],
  [
    'a promise that never settles',
    'exports.handler = () => new Promise(() => {});',
    { errorType: 'Runtime.NodeJsExit', errorMessage: expect.stringContaining('not settled') },
  ],
  [
    'an uncaught exception',
    'exports.handler = () => new Promise(() => setImmediate(() => { throw new Error("late"); }));',
    { errorType: 'Error', errorMessage: 'late' },
  ],
  [
    'an unhandled rejection',
    'exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")); });',
    {
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: expect.stringContaining('lost'),
    },
  ],
  [
    'an exit of the process',
    'exports.handler = () => process.exit(3);',
    { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 3$/) },
  ],
  [
    'more heap than there is',
    'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e6).fill({})); };',
    { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/signal: killed$/) },
  ],
  [
    'a response over 6 MB',
    'exports.handler = async () => "x".repeat(6291556);',
    {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: expect.stringContaining('6291556'),
    },
  ],
  [
    'a missing module',
    'require("not-there"); exports.handler = async () => 1;',
    {
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringContaining("Cannot find module 'not-there'"),
    },
  ],
  [
    'a missing handler',
    'exports.other = 1;',
    {
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.handler is undefined or not exported',
    },
  ],
  [
    'a syntax error',
    'exports.handler = async () => { ;;; ',
    { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: expect.stringContaining('index.js') },
  ],
  [
    'an error while loading',
    'throw new Error("BUCKET is not set");',
    { errorType: 'Error', errorMessage: 'BUCKET is not set' },
  ],
];

test.each(cases)('%s', async (_, source, expected) => {
  await harness.deploy(source);
  const result = await harness.invoke();
  expect(result).toMatchObject({ kind: 'error', ...expected });
  const payload: unknown = JSON.parse('payload' in result ? result.payload : '');
  expect(payload).toEqual({ ...expected, trace: expect.any(Array) as unknown[] });
});

test('a time-out ends the sandbox; the next invocation has a new one', async () => {
  await harness.deploy(
    `let calls = 0;
     exports.handler = async ({ hang }) => {
       calls++;
       if (hang) { console.log('hanging'); await new Promise((resolve) => setInterval(resolve, 2 ** 30)); }
       return calls;
     };`,
    { timeoutSeconds: 3 },
  );
  expect(await harness.result({})).toBe(1);
  const hanging = harness.invoke({ hang: true });
  await harness.log.includes('hanging');
  await clock.advance(3000);
  const message = expect.stringMatching(
    /^RequestId: \S+ Error: Task timed out after 3.00 seconds$/,
  ) as string;
  expect(await hanging).toMatchObject({ errorType: 'Sandbox.Timedout', errorMessage: message });
  expect(await harness.result({})).toBe(1);
});

test('code that never finishes loading runs into a time-out, too', async () => {
  await harness.deploy('console.log("loading"); for (;;);', { timeoutSeconds: 3 });
  const stuck = harness.invoke();
  await harness.log.includes('loading');
  // 10 s of the init phase, then the function's own 3 s.
  await clock.advance(13_000);
  expect(await stuck).toMatchObject({ errorType: 'Sandbox.Timedout' });
});

test('after a crash the function goes on in a new sandbox', async () => {
  await harness.deploy('exports.handler = async ({ die }) => (die ? process.exit(1) : "alive");');
  expect(await harness.invoke({ die: true })).toMatchObject({ errorType: 'Runtime.ExitError' });
  expect(await harness.result({})).toBe('alive');
});

test('an unknown function is refused by its ARN', async () => {
  await expect(harness.invoke({}, 'nobody')).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
    message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody',
  });
});

test('a request over 6 MB is refused', async () => {
  await harness.deploy('exports.handler = async () => 1;');
  await expect(harness.invoke('x'.repeat(6_291_556))).rejects.toMatchObject({
    code: 'RequestTooLargeException',
    statusCode: 413,
  });
});
