import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const code = (value: string) => ({ ZipFile: `exports.handler = async () => "${value}";` });
const properties = {
  Code: code('one'),
  Handler: 'index.handler',
  Runtime: 'nodejs22.x',
  Role: 'arn:aws:iam::000000000000:role/r',
};
const fn = (rest: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: 'f', ...properties, ...rest },
});
const called = async (reference: string) => harness.services.lambda.invoke(reference, '{}');

test('defaults are those of Lambda', async () => {
  const { state } = await harness.deployOne('AWS::Lambda::Function', properties);
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${state.physicalId}`;
  expect(state.attributes).toEqual({ Arn: arn });
  expect(harness.services.lambda.describe(arn).config).toMatchObject({
    timeoutSeconds: 3,
    memoryMb: 128,
    environment: {},
    logGroup: `/aws/lambda/${state.physicalId}`,
    logFormat: 'Text',
  });
});

test('a function in subnets is deployed like any other: nothing here has a network interface', async () => {
  await harness.deploy({
    F: fn({ VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } }),
  });
  expect((await called('f')).payload).toBe('"one"');
});

test('properties reach the function, numbers and variables also as text', async () => {
  await harness.deploy({
    F: fn({
      Timeout: '30',
      MemorySize: 256,
      Environment: { Variables: { COUNT: 3 } },
      LoggingConfig: { LogGroup: 'g', LogFormat: 'JSON' },
    }),
  });
  expect(harness.services.lambda.describe('f').config).toMatchObject({
    timeoutSeconds: 30,
    memoryMb: 256,
    environment: { COUNT: '3' },
    logGroup: 'g',
    logFormat: 'JSON',
  });
});

test('an update brings new code; a version and an alias follow as the template says', async () => {
  const version = (id: string) => ({
    [id]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'F' } } },
    Live: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: 'F' },
        FunctionVersion: { 'Fn::GetAtt': [id, 'Version'] },
        Name: 'live',
      },
    },
  });
  const first = await harness.deploy({ F: fn(), ...version('V1') });
  expect(first.resources.get('V1')?.state.physicalId).toMatch(/:function:f:1$/);
  expect(await called('f:live')).toMatchObject({ payload: '"one"' });
  await harness.deploy({ F: fn({ Code: code('two') }), ...version('V2') });
  expect(await called('f')).toMatchObject({ payload: '"two"' });
  expect(await called('f:live')).toMatchObject({ payload: '"two"' });
  await expect(called('f:1')).rejects.toThrow('Function not found');
});

const versioned = (id: string, rest: object = {}, more: object = {}) => ({
  [id]: {
    Type: 'AWS::Lambda::Version',
    Properties: { FunctionName: { Ref: 'F' }, ...rest },
    ...more,
  },
});

test('a retained version answers after the next deployment, and goes with its function', async () => {
  const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
  await harness.deploy({ F: fn(), ...versioned('V1', {}, retained) });
  await harness.deploy({ F: fn({ Code: code('two') }), ...versioned('V2', {}, retained) });
  expect(await called('f:1')).toMatchObject({ payload: '"one"', executedVersion: '1' });
  expect(await called('f:2')).toMatchObject({ payload: '"two"', executedVersion: '2' });
  await harness.deploy({});
  await expect(called('f:1')).rejects.toThrow('Function not found');
});

test('a version is replaced by any change, which must come with a change of the function', async () => {
  await harness.deploy({ F: fn(), ...versioned('V') });
  const described = versioned('V', { Description: 'other' });
  await expect(harness.deploy({ F: fn(), ...described })).rejects.toThrow(
    'A version for this Lambda function exists ( 1 ). Modify the function to create a new version.',
  );
  const changed = fn({ Code: code('two') });
  const { resources } = await harness.deploy({ F: changed, ...described });
  expect(resources.get('V')?.state.attributes).toMatchObject({ Version: '2' });
  await expect(called('f:1')).rejects.toThrow('Function not found');
});

test.each([
  ['Retain', 'A version for this Lambda function exists ( 2 )'],
  ['RetainExceptOnCreate', undefined],
])('a rollback with %s, then the same again: %s', async (DeletionPolicy, reason) => {
  const retained = { DeletionPolicy, UpdateReplacePolicy: 'Retain' };
  await harness.deploy({ F: fn(), ...versioned('V1', {}, retained) });
  const second = { F: fn({ Code: code('two') }), ...versioned('V2', {}, retained) };
  const bad = { Type: 'AWS::Lambda::Alias', Properties: {}, DependsOn: 'V2' };
  await expect(harness.deploy({ ...second, Bad: bad })).rejects.toThrow('Bad');
  expect(await called('f')).toMatchObject({ payload: '"one"' });
  const again = harness.deploy(second).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  expect(await again).toEqual(reason === undefined ? undefined : expect.stringContaining(reason));
});

test.each([
  [{ Runtime: 'python3.12' }, 'only Node.js functions'],
  [{ Timeout: 901 }, 'Timeout'],
  [{ MemorySize: 64 }, 'MemorySize'],
  [{ Layers: ['arn'] }, 'Layers'],
])('%j is refused', async (rest, reason) => {
  await expect(harness.deploy({ F: fn(rest) })).rejects.toThrow(reason);
});
