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
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
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

it.each<[string, object, Json, Json]>([
  ['the input', {}, [1, 2], [1, 2]],
  ['a literal array', { Items: ['a', '{% $states.input.n %}'] }, { n: 2 }, ['a', 2]],
  ['an expression', { Items: '{% $states.input.list %}' }, { list: [3] }, [3]],
  ['nothing', { Items: [] }, {}, []],
])('takes its items from %s', async (_, fields, input, expected) => {
  const execution = await new Interpreter().run(
    states({ Each: map({ Type: 'Pass' }, fields) }),
    input,
  );
  expect(outputOf(execution)).toEqual(expected);
});

it('does not evaluate what looks like an expression in the data', async () => {
  const execution = await new Interpreter().run(states({ Each: map({ Type: 'Pass' }) }), [
    '{% 1 + 1 %}',
  ]);
  expect(outputOf(execution)).toEqual(['{% 1 + 1 %}']);
});

it.each<[object, Json, string]>([
  [{ Items: '{% $states.input.n %}' }, { n: 3 }, "Expected 'array', but was 'number' for value: 3"],
  [{}, { n: 3 }, "Without Items the input must be an array, but it is of type 'object'."],
])('wants an array: %j', async (fields, input, message) => {
  const execution = await new Interpreter().run(
    states({ Each: map({ Type: 'Pass' }, fields) }),
    input,
  );
  expect(execution.cause).toContain(message);
});

it('selects with index, value, the input of the Map and its variables', async () => {
  const execution = await new Interpreter().run(
    states({
      Set: { Type: 'Pass', Assign: { unit: 'kg' }, Next: 'Each' },
      Each: map(
        {
          Type: 'Pass',
          Output: ['{% $states.input %}', '{% $states.context.Map.Item.Index %}', '{% $unit %}'],
        },
        {
          Items: '{% $states.input.list %}',
          ItemSelector: {
            i: '{% $states.context.Map.Item.Index %}',
            v: '{% $states.context.Map.Item.Value & $unit %}',
            of: '{% $count($states.input.list) %}',
          },
        },
      ),
    }),
    { list: ['a', 'b'] },
  );
  expect(outputOf(execution)).toEqual([
    [{ i: 0, v: 'akg', of: 2 }, 0, 'kg'],
    [{ i: 1, v: 'bkg', of: 2 }, 1, 'kg'],
  ]);
});

it('chains the events as AWS does', async () => {
  const { history } = await new Interpreter().run(
    states({ Each: map({ Type: 'Pass' }, { MaxConcurrency: 1 }) }),
    ['a', 'b'],
  );
  expect(
    history.events.map(({ id, previousEventId, type }) => [id, previousEventId, type]),
  ).toEqual([
    [1, 0, 'ExecutionStarted'],
    [2, 0, 'MapStateEntered'],
    [3, 2, 'MapStateStarted'],
    [4, 3, 'MapIterationStarted'],
    [5, 4, 'PassStateEntered'],
    [6, 5, 'PassStateExited'],
    [7, 6, 'MapIterationSucceeded'],
    [8, 7, 'MapIterationStarted'],
    [9, 8, 'PassStateEntered'],
    [10, 9, 'PassStateExited'],
    [11, 10, 'MapIterationSucceeded'],
    [12, 11, 'MapStateSucceeded'],
    [13, 11, 'MapStateExited'],
    [14, 13, 'ExecutionSucceeded'],
  ]);
});

it.each([
  [2, 2],
  [0, 40],
  [1, 1],
])('runs with MaxConcurrency %i at most %i at a time', async (MaxConcurrency, expected) => {
  let running = 0;
  let most = 0;
  const interpreter = new Interpreter({
    f: async (event) => {
      most = Math.max(most, ++running);
      await interpreter.clock.sleep(1000);
      running -= 1;
      return event;
    },
  });
  const items = Array.from({ length: 50 }, (_, index) => index);
  const execution = await interpreter.run(states({ Each: map(call, { MaxConcurrency }) }), items);
  expect(outputOf(execution)).toEqual(items);
  expect(most).toBe(expected);
});

it('fails with the first error of an iteration and aborts the others', async () => {
  const interpreter = new Interpreter({
    f: async (event) => {
      if (event === 1) throw named('Boom');
      return new Promise(() => undefined);
    },
  });
  const execution = await interpreter.run(
    states({ Each: map(call, { MaxConcurrency: 2 }) }),
    [0, 1, 2],
  );
  expect(execution).toMatchObject({ status: 'FAILED', error: 'Boom' });
  expect(interpreter.calls.map(({ event }) => event)).toEqual([0, 1]);
  expect(typesOf(execution).slice(-6)).toEqual([
    'TaskFailed',
    'MapIterationFailed',
    'TaskStateAborted',
    'MapIterationAborted',
    'MapStateFailed',
    'ExecutionFailed',
  ]);
  const iterations = execution.history.events.flatMap(
    ({ mapIterationFailedEventDetails: failed, mapIterationAbortedEventDetails: aborted }) =>
      failed ?? aborted ?? [],
  );
  expect(iterations).toEqual([
    { name: 'Each', index: 1 },
    { name: 'Each', index: 0 },
  ]);
});

it('is retried as a whole', async () => {
  const interpreter = new Interpreter({
    f: (event, count) => {
      if (count === 2) throw named('Boom');
      return event;
    },
  });
  const Retry = [{ ErrorEquals: ['Boom'] }];
  const execution = await interpreter.run(
    states({ Each: map(call, { MaxConcurrency: 1, Retry }) }),
    ['a', 'b'],
  );
  expect(outputOf(execution)).toEqual(['a', 'b']);
  expect(interpreter.calls.map(({ event }) => event)).toEqual(['a', 'b', 'a', 'b']);
});

it('fails when the results together pass 256 KiB, even if Output drops them', async () => {
  const interpreter = new Interpreter({ f: () => 'x'.repeat(150_000) });
  const execution = await interpreter.run(states({ Each: map(call, { Output: {} }) }), [1, 2]);
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
});
