import { type Json } from '../../../../../local/stepfunctions/json';
import {
  Interpreter,
  LAMBDA_INVOKE,
  named,
  outputOf,
  states,
  typesOf,
} from '../../interpreter-harness';

function map(inside: object, fields: object = {}): object {
  return {
    Type: 'Map',
    Label: 'Each',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Inside',
      States: { Inside: { End: true, ...inside } },
    },
    End: true,
    ...fields,
  };
}

const call = {
  Type: 'Task',
  Resource: LAMBDA_INVOKE,
  Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
};

/** Fails for the items that are "bad". */
function picky(): Interpreter {
  return new Interpreter({
    f: (event) => {
      if (event === 'bad') throw named('Boom', 'bad item');
      return event;
    },
  });
}

it('runs each item as an execution of its own, in the history one line each way', async () => {
  const interpreter = new Interpreter({ f: (event) => event });
  const execution = await interpreter.run(states({ 'Map it': map(call) }), ['a', 'b']);
  expect(outputOf(execution)).toEqual(['a', 'b']);
  expect(typesOf(execution)).toEqual([
    'ExecutionStarted',
    'MapStateEntered',
    'MapStateStarted',
    'MapRunStarted',
    'MapRunSucceeded',
    'MapStateSucceeded',
    'MapStateExited',
    'ExecutionSucceeded',
  ]);
  const [mapRun] = interpreter.executions.mapRuns.live();
  const children = interpreter.executions
    .list()
    .filter(({ identity }) => identity.mapRunArn === mapRun?.arn);
  expect(mapRun).toMatchObject({ status: 'SUCCEEDED', counts: { succeeded: 2, failed: 0 } });
  expect(mapRun?.arn).toMatch(
    /^arn:aws:states:us-east-1:123456789012:mapRun:machine\/Each:[0-9a-f-]{36}$/,
  );
  expect(children.map(outputOf)).toEqual(['a', 'b']);
  expect(children.map(({ history }) => history.events[1]?.type)).toEqual([
    'TaskStateEntered',
    'TaskStateEntered',
  ]);
});

it('shows the children their own execution, not the parent, and no variable of it', async () => {
  const interpreter = new Interpreter();
  const execution = interpreter.start(
    states({
      Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Map it' },
      'Map it': map(
        {
          Type: 'Pass',
          Output: {
            given: '{% $states.input %}',
            outer: '{% $exists($outer) %}',
            map: '{% $exists($states.context.Map) %}',
            execution: '{% $states.context.Execution %}',
            machine: '{% $states.context.StateMachine %}',
          },
        },
        {
          Items: [7],
          ItemSelector: {
            item: '{% $states.context.Map.Item.Value + $outer %}',
            parent: '{% $states.context.Execution.Name %}',
          },
        },
      ),
    }),
    {},
    'parent',
  );
  await execution.ended;
  const [child] = outputOf(execution) as [Record<string, Json>];
  expect(child).toMatchObject({
    given: { item: 8, parent: 'parent' },
    outer: false,
    map: false,
    execution: { Input: { item: 8, parent: 'parent' } },
    machine: {
      Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine/Each',
      Name: 'machine/Each',
    },
  });
  expect(JSON.stringify(child.execution)).toMatch(/:execution:machine\/Each:[0-9a-f-]{36}"/);
});

it('fails with the one name that says nothing of the error inside', async () => {
  const execution = await picky().run(states({ 'Map it': map(call) }), ['good', 'bad']);
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  });
  expect(typesOf(execution).slice(-3)).toEqual([
    'MapRunFailed',
    'MapStateFailed',
    'ExecutionFailed',
  ]);
});

it('cannot be caught by the name of the error inside', async () => {
  const execution = await picky().run(
    states({
      'Map it': map(call, {
        Catch: [
          { ErrorEquals: ['Boom'], Next: 'By name' },
          { ErrorEquals: ['States.ExceedToleratedFailureThreshold'], Next: 'By threshold' },
        ],
      }),
      'By name': { Type: 'Fail' },
      'By threshold': { Type: 'Succeed', Output: 'threshold' },
    }),
    ['bad'],
  );
  expect(outputOf(execution)).toBe('threshold');
});

const mixed = ['bad', 'good', 'bad', 'good'];

it.each<[object, string]>([
  [{ ToleratedFailureCount: 2 }, 'SUCCEEDED'],
  [{ ToleratedFailureCount: 1 }, 'FAILED'],
  [{ ToleratedFailurePercentage: 50 }, 'SUCCEEDED'],
  [{ ToleratedFailurePercentage: '{% 49.9 %}' }, 'FAILED'],
  [{ ToleratedFailureCount: 2, ToleratedFailurePercentage: 25 }, 'FAILED'],
])('tolerates failures: %j %s', async (fields, status) => {
  const execution = await picky().run(states({ 'Map it': map(call, fields) }), mixed);
  expect(execution.status).toBe(status);
});

it('puts error and cause of a tolerated failure into its place', async () => {
  const execution = await picky().run(
    states({ 'Map it': map(call, { ToleratedFailureCount: 1 }) }),
    ['good', 'bad'],
  );
  expect(outputOf(execution)).toEqual([
    'good',
    { Error: 'Boom', Cause: expect.stringContaining('bad item') as unknown },
  ]);
});

it('starts nothing more once the threshold is passed, and aborts what runs', async () => {
  const interpreter = new Interpreter({
    f: async (event) => {
      if (event === 1) throw named('Boom');
      return new Promise(() => undefined);
    },
  });
  await interpreter.run(states({ 'Map it': map(call, { MaxConcurrency: 2 }) }), [0, 1, 2, 3]);
  expect(interpreter.calls.map(({ event }) => event)).toEqual([0, 1]);
  const [mapRun] = interpreter.executions.mapRuns.live();
  expect(mapRun).toMatchObject({ status: 'FAILED', counts: { failed: 1, aborted: 3, running: 0 } });
});

it('stops the children with the parent', async () => {
  const interpreter = new Interpreter();
  const execution = interpreter.start(
    states({ 'Map it': map({ Type: 'Wait', Seconds: 1000 }) }),
    [1, 2],
  );
  await interpreter.clock.advance(1000);
  execution.stop();
  await interpreter.executions.close();
  expect(interpreter.executions.list().map(({ status }) => status)).toEqual([
    'ABORTED',
    'ABORTED',
    'ABORTED',
  ]);
  expect(interpreter.executions.mapRuns.live()[0]?.status).toBe('ABORTED');
  expect(interpreter.clock.sleepers).toBe(0);
});

it('runs a thousand children, and keeps what they did out of the parent', async () => {
  const interpreter = new Interpreter();
  const execution = await interpreter.run(
    states({
      'Map it': map(
        { Type: 'Pass', Output: {} },
        { Items: '{% [1..1000] %}', Output: '{% $count($states.result) %}' },
      ),
    }),
  );
  expect(outputOf(execution)).toBe(1000);
  expect(execution.history.events).toHaveLength(8);
});

it('does not start a child whose item was still being selected when the run failed', async () => {
  const interpreter = picky();
  const slow =
    '{% $states.context.Map.Item.Index = 0 ? "bad" : $sum($map([1..500], function($n) { $n })) %}';
  await interpreter.run(
    states({ 'Map it': map(call, { ItemSelector: slow, MaxConcurrency: 2 }) }),
    [0, 1],
  );
  expect(interpreter.calls.map(({ event }) => event)).toEqual(['bad']);
  expect(interpreter.executions.list()).toHaveLength(2);
  expect(interpreter.executions.mapRuns.live()[0]?.counts).toMatchObject({ failed: 1, aborted: 1 });
});
