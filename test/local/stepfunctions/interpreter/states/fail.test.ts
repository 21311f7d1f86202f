import { Interpreter, states, typesOf } from '../../interpreter-harness';

it.each([
  ['literals', { Error: 'NoLuck', Cause: 'none today' }, 'NoLuck', 'none today'],
  [
    'expressions',
    { Error: '{% $states.input.e %}', Cause: '{% "n is " & $states.input.n %}' },
    'Bad',
    'n is 1',
  ],
  ['nothing', {}, undefined, undefined],
])('fails with %s', async (_, fields, error, cause) => {
  const execution = await new Interpreter().run(states({ Stop: { Type: 'Fail', ...fields } }), {
    e: 'Bad',
    n: 1,
  });
  expect(execution).toMatchObject({ status: 'FAILED', error, cause });
  expect(typesOf(execution)).toEqual(['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']);
});

it('wants strings', async () => {
  const execution = await new Interpreter().run(
    states({ Stop: { Type: 'Fail', Error: 'E', Cause: '{% {"a": 1} %}' } }),
  );
  expect(execution.error).toBe('States.QueryEvaluationError');
});
