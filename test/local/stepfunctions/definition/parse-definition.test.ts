import {
  compileDefinition,
  parseDefinition,
} from '../../../../local/stepfunctions/definition/parse-definition';
import { LAMBDA_INVOKE, states } from '../interpreter-harness';

const done = { Done: { Type: 'Succeed' } };

function refusalOf(definition: object, parse = compileDefinition): string {
  try {
    parse(JSON.stringify(definition));
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return 'accepted';
}

function task(fields: object): object {
  return states({
    Call: {
      Type: 'Task',
      Resource: LAMBDA_INVOKE,
      Arguments: { FunctionName: 'f' },
      End: true,
      ...fields,
    },
  });
}

function map(processor: object, fields: object = {}): object {
  return states({
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Done', States: done, ...processor },
      End: true,
      ...fields,
    },
  });
}

it('fills in the defaults of a retrier', () => {
  const { definition } = compileDefinition(
    JSON.stringify(task({ Retry: [{ ErrorEquals: ['A'] }] })),
  );
  expect(definition.States.Call).toMatchObject({
    Retry: [{ IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3, JitterStrategy: 'NONE' }],
    Catch: [],
  });
});

it.each<[string, object, string]>([
  [
    'JSONPath by name',
    { ...states(done), QueryLanguage: 'JSONPath' },
    'QueryLanguage "JSONPath" is not supported; valid is "JSONata" at /QueryLanguage',
  ],
  [
    'JSONPath by default',
    { StartAt: 'Done', States: done },
    'QueryLanguage "JSONPath" is not supported; valid is "JSONata" at /QueryLanguage',
  ],
  [
    "a field of JSONPath's",
    states({ Pass: { Type: 'Pass', ResultPath: '$', End: true } }),
    "Field 'ResultPath' is not supported at /States/Pass/ResultPath",
  ],
  [
    'HeartbeatSeconds',
    task({ HeartbeatSeconds: 5 }),
    "Field 'HeartbeatSeconds' is not supported at /States/Call/HeartbeatSeconds",
  ],
  [
    'another service',
    task({ Resource: 'arn:aws:states:::sns:publish' }),
    'Resource "arn:aws:states:::sns:publish" is not supported; valid are arn:aws:states:::lambda:invoke and the ARN of a Lambda function at /States/Call/Resource',
  ],
  [
    'waiting for a token',
    task({ Resource: `${LAMBDA_INVOKE}.waitForTaskToken` }),
    'is not supported; valid are',
  ],
  [
    'an argument of Invoke',
    task({ Arguments: { FunctionName: 'f', InvocationType: 'Event' } }),
    "Argument 'InvocationType' is not supported; valid are FunctionName, Payload at /States/Call/Arguments/InvocationType",
  ],
  [
    'an unknown type',
    states({ Odd: { Type: 'Loop' } }),
    'Value "Loop" is not supported at /States/Odd/Type',
  ],
  [
    'an express child',
    map({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } }),
    'ExecutionType EXPRESS is not supported; valid is STANDARD at /States/Each/ItemProcessor/ProcessorConfig/ExecutionType',
  ],
  [
    'ResultWriter',
    map({}, { ResultWriter: {} }),
    "Field 'ResultWriter' is not supported at /States/Each/ResultWriter",
  ],
  [
    'ItemReader',
    map({}, { ItemReader: {} }),
    "Field 'ItemReader' is not supported at /States/Each/ItemReader",
  ],
  [
    'ItemBatcher',
    map({}, { ItemBatcher: {} }),
    "Field 'ItemBatcher' is not supported at /States/Each/ItemBatcher",
  ],
  [
    'tolerance inline',
    map({}, { ToleratedFailureCount: 1 }),
    'Label, ToleratedFailureCount and ToleratedFailurePercentage belong to a DISTRIBUTED Map at /States/Each',
  ],
  [
    'a field inside a Map',
    map({ States: { Done: { Type: 'Succeed', Next: 'X' } } }),
    "Field 'Next' is not supported at /States/Each/ItemProcessor/States/Done/Next",
  ],
  [
    'States.ALL beside others',
    task({ Retry: [{ ErrorEquals: ['States.ALL', 'A'] }] }),
    "'States.ALL' must stand alone in its ErrorEquals, and last at /States/Call/Retry",
  ],
  [
    'States.ALL before others',
    task({
      Catch: [
        { ErrorEquals: ['States.ALL'], Next: 'Call' },
        { ErrorEquals: ['A'], Next: 'Call' },
      ],
    }),
    "'States.ALL' must stand alone in its ErrorEquals, and last at /States/Call/Catch",
  ],
  [
    'a variable named states',
    states({ Pass: { Type: 'Pass', Assign: { states: 1 }, End: true } }),
    'at /States/Pass/Assign/states',
  ],
  [
    'Seconds and Timestamp',
    states({ Wait: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
    'A Wait state has either Seconds or Timestamp at /States/Wait',
  ],
  [
    'a number that is none',
    states({ Wait: { Type: 'Wait', Seconds: '5', End: true } }),
    'Expected whole seconds from 0 or an expression {% ... %} at /States/Wait/Seconds',
  ],
  [
    'an expression that does not parse',
    states({ Pass: { Type: 'Pass', Output: ['{% 1 + %}'], End: true } }),
    "INVALID_JSONATA_EXPRESSION: S0207: Unexpected end of expression in '1 +' at /States/Pass/Output/0",
  ],
  [
    '$eval',
    task({ Arguments: { FunctionName: 'f', Payload: { v: '{% $eval("1") %}' } } }),
    "UNSUPPORTED_JSONATA_EXPRESSION: The function '$eval' is not supported; use '$parse'. at /States/Call/Arguments/Payload/v",
  ],
  [
    'a name without $states',
    states({ Pass: { Type: 'Pass', Output: '{% input.n %}', End: true } }),
    "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'input' at the top level is not supported. at /States/Pass/Output",
  ],
])('refuses %s', (_, definition, message) => {
  expect(refusalOf(definition)).toContain('InvalidDefinition: Invalid State Machine Definition: ');
  expect(refusalOf(definition)).toContain(message);
});

it('leaves a comment alone that looks like an expression', () => {
  expect(refusalOf(states({ Done: { Type: 'Succeed', Comment: '{% 1 + %}' } }))).toBe('accepted');
});

it('refuses what is not JSON', () => {
  expect(() => compileDefinition('{')).toThrow('INVALID_JSON_DESCRIPTION');
});

it.each<[string, object, string]>([
  ['a Next that is not there', states({ Pass: { Type: 'Pass', Next: 'Gone' }, ...done }), 'Gone'],
  ['a StartAt that is not there', { ...states(done), StartAt: 'Gone' }, 'Gone'],
  [
    'a flow without an end',
    states({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
    'MISSING_TERMINAL_STATE',
  ],
  ['a state with neither Next nor End', states({ A: { Type: 'Pass' }, ...done }), 'A'],
])('refuses %s (asl-validator)', (_, definition, message) => {
  expect(refusalOf(definition, parseDefinition)).toContain(message);
});

it('accepts a machine with every state that is supported', () => {
  const everything = states({
    Pass: { Type: 'Pass', Output: { n: 1 }, Assign: { a: '{% $states.input %}' }, Next: 'Which?' },
    'Which?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $a = 1 %}', Next: 'Wait' }],
      Default: 'Stop',
    },
    Wait: { Type: 'Wait', Seconds: '{% $a %}', Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Inside', States: { Inside: { Type: 'Succeed' } } }],
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: '{% [1..3] %}',
      ItemSelector: { i: '{% $states.context.Map.Item.Value %}' },
      MaxConcurrency: 4,
      Label: 'Each',
      ToleratedFailurePercentage: 10,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Call',
        States: {
          Call: {
            Type: 'Task',
            Resource: LAMBDA_INVOKE,
            Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
            TimeoutSeconds: 10,
            Retry: [
              { ErrorEquals: ['States.TaskFailed'], MaxDelaySeconds: 60, JitterStrategy: 'FULL' },
            ],
            Catch: [
              { ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'Give up' },
            ],
            End: true,
          },
          'Give up': { Type: 'Pass', Output: {}, End: true },
        },
      },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Stop' }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
    Stop: { Type: 'Fail', Error: 'E', Cause: '{% "n" %}' },
  });
  expect(refusalOf({ ...everything, TimeoutSeconds: 60, Comment: 'all' }, parseDefinition)).toBe(
    'accepted',
  );
});
