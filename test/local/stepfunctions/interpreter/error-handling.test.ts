import { type Json } from '../../../../local/stepfunctions/json';
import {
  Interpreter,
  LAMBDA_INVOKE,
  named,
  outputOf,
  states,
  typesOf,
} from '../interpreter-harness';

function task(fields: object): object {
  return { Type: 'Task', Resource: LAMBDA_INVOKE, Arguments: { FunctionName: 'f' }, ...fields };
}

const boom = (): never => {
  throw named('Boom', 'bad luck');
};

it('tries again after each delay, and leaves with the first success', async () => {
  const interpreter = new Interpreter({ f: (_, call) => (call < 3 ? boom() : 'at last') });
  const execution = await interpreter.run(
    states({
      Try: task({
        Retry: [{ ErrorEquals: ['Boom'], IntervalSeconds: 10, BackoffRate: 3 }],
        Output: {
          answer: '{% $states.result.Payload %}',
          retries: '{% $states.context.State.RetryCount %}',
        },
        End: true,
      }),
    }),
  );
  expect(outputOf(execution)).toEqual({ answer: 'at last', retries: 2 });
  const [first = 0] = interpreter.calls.map(({ at }) => at);
  expect(interpreter.calls.map(({ at }) => (at - first) / 1000)).toEqual([0, 10, 40]);
  expect(typesOf(execution).filter((type) => type.startsWith('Task'))).toEqual([
    'TaskStateEntered',
    ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
    ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
    ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
    'TaskStateExited',
  ]);
});

it('has new retries for each visit to the state', async () => {
  const interpreter = new Interpreter({ f: boom });
  await interpreter.run(
    states({
      Try: task({
        Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['Boom'], Assign: { tries: 1 }, Next: 'Again?' }],
        Next: 'Done',
      }),
      'Again?': {
        Type: 'Choice',
        Choices: [
          {
            Condition: '{% $states.context.State.EnteredTime < "2026-01-01T00:00:02.000Z" %}',
            Next: 'Try',
          },
        ],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    }),
  );
  // Visits at 0 s and 1 s, each with one retry a second later.
  expect(interpreter.calls).toHaveLength(4);
});

it('catches with the error as output', async () => {
  const execution = await new Interpreter({ f: boom }).run(
    states({
      Try: task({ Catch: [{ ErrorEquals: ['Boom'], Next: 'Caught' }], Next: 'Not here' }),
      Caught: { Type: 'Pass', End: true },
      'Not here': { Type: 'Fail' },
    }),
  );
  expect(outputOf(execution)).toEqual({
    Error: 'Boom',
    Cause: '{"errorType":"Boom","errorMessage":"bad luck","trace":[]}',
  });
});

it('takes Output and Assign of the catcher that names the error, and sees the input still', async () => {
  const execution = await new Interpreter({ f: boom }).run(
    states({
      Try: task({
        Catch: [
          { ErrorEquals: ['Other'], Next: 'Not here' },
          {
            ErrorEquals: ['States.ALL'],
            Output: { error: '{% $states.errorOutput.Error %}', input: '{% $states.input %}' },
            Assign: { message: '{% $parse($states.errorOutput.Cause).errorMessage %}' },
            Next: 'Caught',
          },
        ],
        Next: 'Not here',
      }),
      Caught: {
        Type: 'Pass',
        Output: { seen: '{% $states.input %}', message: '{% $message %}' },
        End: true,
      },
      'Not here': { Type: 'Fail' },
    }),
    { n: 1 },
  );
  expect(outputOf(execution)).toEqual({
    seen: { error: 'Boom', input: { n: 1 } },
    message: 'bad luck',
  });
});

it('catches an expression that fails in the state itself', async () => {
  const execution = await new Interpreter({ f: () => 1 }).run(
    states({
      Try: task({
        Output: '{% $states.result.Payload & $nothing.x + "a" %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught', Output: 'caught' }],
        Next: 'Not here',
      }),
      Caught: { Type: 'Succeed' },
      'Not here': { Type: 'Fail' },
    }),
  );
  expect(outputOf(execution)).toBe('caught');
});

it('does not catch what goes wrong in the catcher', async () => {
  const execution = await new Interpreter({ f: boom }).run(
    states({
      Try: task({
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $nothing %}' }],
        Next: 'Caught',
      }),
      Caught: { Type: 'Succeed' },
    }),
  );
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  expect(execution.cause).toContain("the field 'Catch[0]/Output'");
});

it.each<[string, object, Json]>([
  ['no handler', {}, 'Boom'],
  ['a handler for another error', { Catch: [{ ErrorEquals: ['Other'], Next: 'Done' }] }, 'Boom'],
])('fails the execution with %s', async (_, fields, error) => {
  const execution = await new Interpreter({ f: boom }).run(
    states({ Try: task({ ...fields, Next: 'Done' }), Done: { Type: 'Succeed' } }),
  );
  expect(execution).toMatchObject({ status: 'FAILED', error });
});
