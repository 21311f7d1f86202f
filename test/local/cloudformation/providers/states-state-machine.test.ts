import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const type = 'AWS::StepFunctions::StateMachine';
const definition = (Output: string) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Only',
  States: { Only: { Type: 'Pass', Output: { value: Output }, End: true } },
});
const RoleArn = 'arn:aws:iam::000000000000:role/r';
const definitionOf = (arn: unknown): unknown => {
  const { stepFunctions } = harness.services;
  // An update with nothing to change gives the machine as it is.
  return JSON.parse(stepFunctions.updateStateMachine(String(arn), {}).definition);
};

test('a definition as text, with substitutions', async () => {
  const { state } = await harness.deployOne(type, {
    StateMachineName: 'm',
    DefinitionString: JSON.stringify(definition('${value} ${unknown}')),
    DefinitionSubstitutions: { value: 3 },
    RoleArn,
  });
  expect(state.physicalId).toBe('arn:aws:states:us-east-1:000000000000:stateMachine:m');
  expect(state.attributes).toMatchObject({ Arn: state.physicalId, Name: 'm' });
  expect(definitionOf(state.physicalId)).toEqual(definition('3 ${unknown}'));
});

test('a definition as an object is updated in place', async () => {
  const deploy = (output: string) =>
    harness.deployOne(type, { Definition: definition(output), RoleArn });
  const first = await deploy('a');
  const second = await deploy('b');
  expect(second.state.physicalId).toBe(first.state.physicalId);
  expect(second.state.attributes.StateMachineRevisionId).not.toBe(
    first.state.attributes.StateMachineRevisionId,
  );
  expect(definitionOf(second.state.physicalId)).toEqual(definition('b'));
});

test('logging and tracing reach the machine in the terms of its API', async () => {
  const { state } = await harness.deployOne(type, {
    Definition: definition('a'),
    RoleArn,
    LoggingConfiguration: {
      Level: 'ALL',
      IncludeExecutionData: true,
      Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: 'arn:g' } }],
    },
    TracingConfiguration: { Enabled: true },
  });
  const machine = harness.services.stepFunctions.updateStateMachine(state.physicalId, {});
  expect(machine).toMatchObject({
    tracing: true,
    loggingConfiguration: {
      level: 'ALL',
      includeExecutionData: true,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:g' } }],
    },
  });
});

test.each([
  [{ RoleArn }, 'either DefinitionString or Definition'],
  [{ RoleArn, Definition: definition('a'), StateMachineType: 'EXPRESS' }, 'StateMachineType'],
  [{ RoleArn, DefinitionString: '{}' }, 'Invalid State Machine Definition'],
])('%j is refused', async (properties, reason) => {
  await expect(harness.deployOne(type, properties)).rejects.toThrow(reason);
});
