import { Interpreter, states } from './interpreter-harness';

const started = Date.parse('2026-01-01T00:00:00Z');

it('tells the start and the end, in epoch milliseconds', async () => {
  const interpreter = new Interpreter();
  const execution = interpreter.start(
    states({ Wait: { Type: 'Wait', Seconds: 2, Output: [1], End: true } }),
    { n: 1 },
    'mine',
  );
  await interpreter.clock.runUntil(execution.ended);
  const arn = 'arn:aws:states:us-east-1:123456789012:execution:machine:mine';
  expect(interpreter.emitted).toMatchObject([
    {
      source: 'aws.states',
      detailType: 'Step Functions Execution Status Change',
      resources: [arn],
      detail: {
        executionArn: arn,
        stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine',
        name: 'mine',
        status: 'RUNNING',
        startDate: started,
        stopDate: null,
        input: '{"n":1}',
        inputDetails: { included: true },
        output: null,
      },
    },
    { detail: { status: 'SUCCEEDED', stopDate: started + 2000, output: '[1]', error: null } },
  ]);
});

it.each([
  ['FAILED', { Stop: { Type: 'Fail', Error: 'E', Cause: 'c' } }, { error: 'E', cause: 'c' }],
  ['TIMED_OUT', { Wait: { Type: 'Wait', Seconds: 9, End: true } }, { error: null, cause: null }],
])('tells %s', async (status, definition, detail) => {
  const interpreter = new Interpreter();
  await interpreter.run(states(definition, { TimeoutSeconds: 5 }));
  expect(interpreter.emitted.at(-1)?.detail).toMatchObject({ status, ...detail });
});
