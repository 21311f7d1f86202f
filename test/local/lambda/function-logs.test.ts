import { type LambdaHarness, lambdaHarness } from './lambda-harness';

let harness: LambdaHarness;
beforeEach(() => {
  harness = lambdaHarness();
});
afterEach(() => harness.close());

test('START, the lines of the function, END and REPORT, in this order', async () => {
  await harness.deploy(
    `exports.handler = async () => {
       console.log('a %d', 1); console.error('b'); process.stdout.write('raw\\n');
     };`,
  );
  await harness.invoke();
  const id = '[0-9a-f-]{36}';
  const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
  const expected = [
    `^START RequestId: ${id} Version: \\$LATEST$`,
    `^${time}\t${id}\tINFO\ta 1$`,
    `^${time}\t${id}\tERROR\tb$`,
    '^raw$',
    `^END RequestId: ${id}$`,
    `^REPORT RequestId: ${id}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tMax Memory Used: \\d+ MB\tInit Duration: [\\d.]+ ms$`,
  ];
  expect(harness.log.messages('/aws/lambda/probe')).toEqual(
    expected.map((pattern) => expect.stringMatching(new RegExp(pattern)) as string),
  );
});

test('Init Duration is reported for the first invocation only', async () => {
  await harness.deploy('exports.handler = async () => 1;');
  await harness.invoke();
  await harness.invoke();
  const reports = harness.log
    .messages('/aws/lambda/probe')
    .filter((line) => line.startsWith('REPORT'))
    .map((line) => line.includes('Init Duration'));
  expect(reports).toEqual([true, false]);
});

test('the JSON format writes every line as an object', async () => {
  await harness.deploy(
    'exports.handler = async () => { console.warn("careful"); throw new Error("no"); };',
    { logFormat: 'JSON', logGroup: '/custom/group' },
  );
  await harness.invoke();
  const lines = harness.log.messages('/custom/group').map((line) => JSON.parse(line) as unknown);
  expect(lines).toMatchObject([
    { type: 'platform.start', record: { version: '$LATEST' } },
    { level: 'WARN', message: 'careful' },
    { level: 'ERROR', message: expect.stringContaining('Invoke Error') as string },
    { type: 'platform.report', record: { status: 'error', errorType: 'Error' } },
  ]);
});

test('each sandbox has a stream of its own, named by day, version and an id', async () => {
  await harness.deploy('exports.handler = async () => process.exit(1);');
  await harness.invoke();
  await harness.invoke();
  const streams = new Set(harness.log.lines.map(({ stream }) => stream));
  expect(streams.size).toBe(2);
  for (const stream of streams) {
    expect(stream).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
  }
});
