import { compileDefinition } from '../../../../local/stepfunctions/definition/parse-definition';
import { LAMBDA_INVOKE, states } from '../interpreter-harness';

const RESULT = '{% $states.result %}';
const ERROR = '{% $uppercase($states.errorOutput.Error) %}';
const task = (more: object) => ({
  Type: 'Task',
  Resource: LAMBDA_INVOKE,
  Arguments: { FunctionName: 'f' },
  Next: 'Done',
  ...more,
});
const caught = (more: object) => ({
  Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done', ...more }],
});
const processor = (state: object) => ({ StartAt: 'Inner', States: { Inner: state } });

const compile = (state: object) => () =>
  compileDefinition(JSON.stringify(states({ First: state, Done: { Type: 'Succeed' } })));

it.each([
  ['the result in the Output of a Task', task({ Output: RESULT })],
  ['the result deep in an Assign', task({ Assign: { a: [{ b: RESULT }] } })],
  ['the error in the Output of a Catch', task(caught({ Output: ERROR }))],
  ['the error in the Assign of a Catch', task(caught({ Assign: { e: ERROR } }))],
  ['another variable with a result', { Type: 'Pass', Output: '{% $x.result %}', Next: 'Done' }],
  [
    'the result in a Task of a Map',
    {
      Type: 'Map',
      ItemProcessor: processor({ ...task({ Output: RESULT }), Next: undefined, End: true }),
      Next: 'Done',
    },
  ],
])('allows %s', (_, state) => {
  expect(compile(state)).not.toThrow();
});

it.each([
  ['the result in Arguments', task({ Arguments: { FunctionName: RESULT } }), 'result'],
  ['the result in a Catch', task(caught({ Output: RESULT })), 'result'],
  ['the result in a Pass', { Type: 'Pass', Output: RESULT, Next: 'Done' }, 'result'],
  [
    'the result in a Condition',
    { Type: 'Choice', Choices: [{ Condition: RESULT, Next: 'Done' }] },
    'result',
  ],
  [
    'the result in a Pass of a Map',
    {
      Type: 'Map',
      ItemProcessor: processor({ Type: 'Pass', Output: RESULT, End: true }),
      Next: 'Done',
    },
    'result',
  ],
  ['the error outside of a Catch', task({ Output: ERROR }), 'errorOutput'],
])('refuses %s', (_, state, member) => {
  expect(compile(state)).toThrow(
    `UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$states.${member}' is only possible in`,
  );
});
