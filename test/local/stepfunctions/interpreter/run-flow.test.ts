import { Interpreter, named, outputOf, states, typesOf } from '../interpreter-harness';

it('hands the output of a state to the next, and the last one is the result', async () => {
  const execution = await new Interpreter().run(
    states({
      Add: { Type: 'Pass', Output: { n: '{% $states.input.n + 1 %}' }, Next: 'Keep' },
      Keep: { Type: 'Pass', Next: 'End' },
      End: { Type: 'Succeed', Output: '{% $states.input.n %}' },
    }),
    { n: 1 },
  );
  expect(outputOf(execution)).toBe(2);
});

it('records the history in AWS shape, each event after the one before it', async () => {
  const { history } = await new Interpreter().run(
    states({ Only: { Type: 'Pass', Output: [1], Assign: { a: { b: 2 } }, End: true } }),
    { n: 1 },
  );
  const timestamp = Date.parse('2026-01-01T00:00:00Z') / 1000;
  const whole = { truncated: false };
  expect(history.events).toEqual([
    {
      id: 1,
      previousEventId: 0,
      timestamp,
      type: 'ExecutionStarted',
      executionStartedEventDetails: {
        input: '{"n":1}',
        inputDetails: whole,
        roleArn: 'arn:aws:iam::123456789012:role/machine',
      },
    },
    {
      id: 2,
      previousEventId: 0,
      timestamp,
      type: 'PassStateEntered',
      stateEnteredEventDetails: { name: 'Only', input: '{"n":1}', inputDetails: whole },
    },
    {
      id: 3,
      previousEventId: 2,
      timestamp,
      type: 'PassStateExited',
      stateExitedEventDetails: {
        name: 'Only',
        output: '[1]',
        outputDetails: whole,
        assignedVariables: { a: '{"b":2}' },
        assignedVariablesDetails: whole,
      },
    },
    {
      id: 4,
      previousEventId: 3,
      timestamp,
      type: 'ExecutionSucceeded',
      executionSucceededEventDetails: { output: '[1]', outputDetails: whole },
    },
  ]);
});

it('assigns from the values on entry: two variables swap', async () => {
  const execution = await new Interpreter().run(
    states({
      Set: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'Swap' },
      Swap: {
        Type: 'Pass',
        Assign: { a: '{% $b %}', b: '{% $a %}' },
        Output: '{% $a %}',
        Next: 'Read',
      },
      Read: {
        Type: 'Pass',
        Output: { a: '{% $a %}', b: '{% $b %}', before: '{% $states.input %}' },
        End: true,
      },
    }),
  );
  expect(outputOf(execution)).toEqual({ a: 2, b: 1, before: 1 });
});

it('describes execution, state and machine in $states.context', async () => {
  const interpreter = new Interpreter();
  const execution = interpreter.start(
    states({ 'Read it': { Type: 'Pass', Output: '{% $states.context %}', End: true } }),
    { n: 1 },
    'mine',
  );
  await execution.ended;
  expect(outputOf(execution)).toEqual({
    Execution: {
      Id: 'arn:aws:states:us-east-1:123456789012:execution:machine:mine',
      Name: 'mine',
      Input: { n: 1 },
      RoleArn: 'arn:aws:iam::123456789012:role/machine',
      StartTime: '2026-01-01T00:00:00.000Z',
      RedriveCount: 0,
    },
    State: { Name: 'Read it', EnteredTime: '2026-01-01T00:00:00.000Z' },
    StateMachine: {
      Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine',
      Name: 'machine',
    },
  });
});

it('fails on an expression that gives nothing, and says where', async () => {
  const execution = await new Interpreter().run(
    states({ Look: { Type: 'Pass', Output: { v: '{% $states.input.absent %}' }, End: true } }),
  );
  const cause =
    "An error occurred while executing the state 'Look' (entered at the event id #2). The JSONata expression '$states.input.absent' specified for the field 'Output/v' returned nothing (undefined).";
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'States.QueryEvaluationError',
    cause,
  });
  expect(typesOf(execution)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'EvaluationFailed',
    'ExecutionFailed',
  ]);
  expect(execution.history.events[2]).toMatchObject({
    evaluationFailedEventDetails: {
      error: 'States.QueryEvaluationError',
      cause,
      location: 'Output/v',
      state: 'Look',
    },
  });
});

it('fails with an output over 256 KiB, which States.ALL does not catch', async () => {
  const interpreter = new Interpreter({ big: () => 'x'.repeat(200_000) });
  const execution = await interpreter.run(
    states({
      Double: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'big' },
        Output: '{% $states.result.Payload & $states.result.Payload %}',
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }],
        End: true,
      },
      Rescue: { Type: 'Succeed' },
    }),
  );
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'States.DataLimitExceeded',
    cause:
      "The state/task 'Double' returned a result with a size exceeding the maximum number of bytes service limit.",
  });
  expect(interpreter.calls).toHaveLength(1);
});

it('fails an endless loop at 25,000 events', async () => {
  const execution = await new Interpreter().run(
    states({
      Again: { Type: 'Pass', Next: 'And again' },
      'And again': { Type: 'Choice', Choices: [{ Condition: true, Next: 'Again' }] },
    }),
  );
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'The execution reached the maximum number of history events (25000).',
  });
  expect(execution.history.events).toHaveLength(25_000);
});

it('times out as a whole', async () => {
  const execution = await new Interpreter().run(
    states({ Wait: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 60 }),
  );
  expect(execution).toMatchObject({ status: 'TIMED_OUT', error: undefined, cause: undefined });
  expect((execution.stopDate ?? 0) - execution.startDate).toBe(60_000);
  expect(execution.history.events.at(-1)).toMatchObject({
    type: 'ExecutionTimedOut',
    previousEventId: 0,
    executionTimedOutEventDetails: { error: 'States.Timeout' },
  });
});

it('leaves no timer behind an execution that ends in time', async () => {
  const interpreter = new Interpreter();
  await interpreter.run(states({ Done: { Type: 'Succeed' } }, { TimeoutSeconds: 60 }));
  await interpreter.clock.advance(0);
  expect(interpreter.clock.sleepers).toBe(0);
});

it('does not schedule anything after a stop, and drops what a function in flight answers', async () => {
  let answer: (value: string) => void = () => undefined;
  const interpreter = new Interpreter({
    slow: () => new Promise((resolve) => (answer = resolve)),
    next: () => Promise.reject(named('MustNotRun')),
  });
  const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
  const execution = interpreter.start(
    states({
      Slow: { ...invoke, Arguments: { FunctionName: 'slow' }, Next: 'After' },
      After: { ...invoke, Arguments: { FunctionName: 'next' }, End: true },
    }),
  );
  await interpreter.clock.advance(0);
  execution.stop('Enough', 'tired');
  answer('too late');
  await interpreter.executions.close();
  expect(execution.status).toBe('ABORTED');
  expect(interpreter.calls.map(({ name }) => name)).toEqual(['slow']);
  expect(execution.history.events.at(-1)).toMatchObject({
    type: 'ExecutionAborted',
    executionAbortedEventDetails: { error: 'Enough', cause: 'tired' },
  });
});
