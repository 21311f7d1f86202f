import {
  Interpreter,
  LAMBDA_INVOKE,
  named,
  outputOf,
  states,
  typesOf,
} from '../../interpreter-harness';

function branch(state: object): object {
  return { StartAt: 'Inside', States: { Inside: { End: true, ...state } } };
}

it('runs every branch from the same input and gathers the outputs in order', async () => {
  const execution = await new Interpreter().run(
    states({
      Both: {
        Type: 'Parallel',
        Arguments: { n: '{% $states.input.n + 1 %}' },
        Branches: [
          { StartAt: 'Late', States: { Late: { Type: 'Wait', Seconds: 5, End: true } } },
          { StartAt: 'Now', States: { Now: { Type: 'Pass', Output: 'b', End: true } } },
        ],
        Output: { all: '{% $states.result %}' },
        End: true,
      },
    }),
    { n: 1 },
  );
  expect(outputOf(execution)).toEqual({ all: [{ n: 2 }, 'b'] });
  expect(typesOf(execution)).toEqual([
    'ExecutionStarted',
    'ParallelStateEntered',
    'ParallelStateStarted',
    'WaitStateEntered',
    'PassStateEntered',
    'PassStateExited',
    'WaitStateExited',
    'ParallelStateSucceeded',
    'ParallelStateExited',
    'ExecutionSucceeded',
  ]);
});

it('reads the variables around it, and keeps those inside to each branch', async () => {
  const execution = await new Interpreter().run(
    states({
      Set: { Type: 'Pass', Assign: { a: 1 }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          branch({ Type: 'Pass', Assign: { own: '{% $a %}' }, Output: '{% $a %}' }),
          branch({ Type: 'Pass', Output: '{% $exists($own) %}' }),
        ],
        Next: 'After',
      },
      After: { Type: 'Pass', Output: ['{% $states.input %}', '{% $exists($own) %}'], End: true },
    }),
  );
  expect(outputOf(execution)).toEqual([[1, false], false]);
});

it('stops the other branches at the first error, and can be caught', async () => {
  const interpreter = new Interpreter({
    f: () => {
      throw named('Boom');
    },
  });
  const execution = await interpreter.run(
    states({
      Both: {
        Type: 'Parallel',
        Branches: [
          branch({ Type: 'Wait', Seconds: 1000 }),
          branch({ Type: 'Task', Resource: LAMBDA_INVOKE, Arguments: { FunctionName: 'f' } }),
        ],
        Catch: [{ ErrorEquals: ['Boom'], Next: 'Caught', Output: 'caught' }],
        End: true,
      },
      Caught: { Type: 'Succeed' },
    }),
  );
  expect(outputOf(execution)).toBe('caught');
  expect(execution.stopDate).toBe(execution.startDate);
  expect(typesOf(execution).slice(-6)).toEqual([
    'WaitStateAborted',
    'ParallelStateFailed',
    'ParallelStateExited',
    'SucceedStateEntered',
    'SucceedStateExited',
    'ExecutionSucceeded',
  ]);
});

it('stops a branch between two states, even one that never waits', async () => {
  const loop = {
    StartAt: 'A',
    States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
  };
  const execution = await new Interpreter().run(
    states({
      Both: {
        Type: 'Parallel',
        Branches: [loop, { StartAt: 'Stop', States: { Stop: { Type: 'Fail', Error: 'Boom' } } }],
        End: true,
      },
    }),
  );
  expect(execution.error).toBe('Boom');
  expect(execution.history.events.length).toBeLessThan(50);
});
