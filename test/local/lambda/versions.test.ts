import { startGate } from '../../support/gate';
import { type LambdaHarness, lambdaHarness } from './lambda-harness';

let harness: LambdaHarness;
beforeEach(async () => {
  harness = lambdaHarness();
  await harness.deploy('exports.handler = async () => "one";');
});
afterEach(() => harness.close());

const returning = (value: string): string => `exports.handler = async () => "${value}";`;

test('a published version keeps its code when $LATEST goes on', async () => {
  expect(harness.host.publishVersion('probe')).toEqual({
    version: '1',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:probe:1',
    isNew: true,
  });
  await harness.update(returning('two'));
  expect(await harness.result({}, 'probe')).toBe('two');
  expect(await harness.result({}, 'probe:1')).toBe('one');
  expect(
    await harness.result({}, 'arn:aws:lambda:us-east-1:000000000000:function:probe:$LATEST'),
  ).toBe('two');
});

test('a published version keeps its environment, too', async () => {
  const source = 'exports.handler = async () => process.env.SIDE;';
  await harness.update(source, { environment: { SIDE: 'old' } });
  harness.host.publishVersion('probe');
  await harness.update(source, { environment: { SIDE: 'new' } });
  expect(harness.host.publishVersion('probe').version).toBe('2');
  expect(await harness.result({}, 'probe:1')).toBe('old');
  expect(await harness.result({}, 'probe:2')).toBe('new');
});

test('publishing what has not changed gives the same version again', () => {
  const first = harness.host.publishVersion('probe');
  expect(harness.host.publishVersion('probe')).toEqual({ ...first, isNew: false });
});

test('a deleted number is not used again', async () => {
  harness.host.publishVersion('probe');
  await harness.host.deleteVersion('probe', '1');
  expect(harness.host.publishVersion('probe').version).toBe('2');
  await expect(harness.invoke({}, 'probe:1')).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
  });
});

test('an alias leads to its version, and moves', async () => {
  harness.host.publishVersion('probe');
  await harness.update(returning('two'));
  harness.host.publishVersion('probe');
  harness.host.putAlias('probe', 'live', '1');
  expect(await harness.result({}, 'probe:live')).toBe('one');
  harness.host.putAlias('probe', 'live', '2');
  expect(await harness.result({}, 'probe:live')).toBe('two');
  harness.host.deleteAlias('probe', 'live');
  await expect(harness.invoke({}, 'probe:live')).rejects.toThrow('Function not found');
});

test('an invocation in flight ends on the code it began with', async () => {
  const gate = await startGate();
  await harness.update('exports.handler = async ({ url }) => { await fetch(url); return "old"; };');
  const inFlight = harness.result({ url: gate.url });
  await gate.waiting(1);
  await harness.update(returning('new'));
  expect(await harness.result()).toBe('new');
  gate.open();
  expect(await inFlight).toBe('old');
  gate.close();
});

test('a name is given once', async () => {
  await expect(harness.deploy(returning('twice'))).rejects.toMatchObject({
    code: 'ResourceConflictException',
  });
});

test('a deleted function is gone, and its versions with it', async () => {
  harness.host.publishVersion('probe');
  await harness.host.deleteFunction('probe');
  for (const reference of ['probe', 'probe:1']) {
    await expect(harness.invoke({}, reference)).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  }
});
