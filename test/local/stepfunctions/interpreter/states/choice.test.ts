import { Interpreter, outputOf, states } from '../../interpreter-harness';

const machine = states({
  'Which?': {
    Type: 'Choice',
    Choices: [
      { Condition: '{% $states.input.n = 1 %}', Next: 'One' },
      {
        Condition: '{% $states.input.n < 10 %}',
        Output: { few: '{% $states.input.n %}' },
        Assign: { seen: '{% $states.input.n %}' },
        Next: 'Few',
      },
    ],
    Default: 'Many',
    Output: 'many',
  },
  One: { Type: 'Succeed' },
  Few: { Type: 'Succeed', Output: { input: '{% $states.input %}', seen: '{% $seen %}' } },
  Many: { Type: 'Succeed' },
});

it.each([
  ['the first rule that holds', 1, { n: 1 }],
  ['a rule with Output and Assign', 5, { input: { few: 5 }, seen: 5 }],
  ['Default, with the Output of the state', 50, 'many'],
])('takes %s', async (_, n, expected) => {
  expect(outputOf(await new Interpreter().run(machine, { n }))).toEqual(expected);
});

it('fails when nothing holds and there is no Default', async () => {
  const execution = await new Interpreter().run(
    states({
      'Which?': { Type: 'Choice', Choices: [{ Condition: false, Next: 'One' }] },
      One: { Type: 'Succeed' },
    }),
  );
  expect(execution).toMatchObject({
    error: 'States.NoChoiceMatched',
    cause:
      "An error occurred while executing the state 'Which?' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
  });
});

it('wants a boolean', async () => {
  const execution = await new Interpreter().run(
    states({
      'Which?': {
        Type: 'Choice',
        Choices: [{ Condition: '{% 1 %}', Next: 'One' }],
        Default: 'One',
      },
      One: { Type: 'Succeed' },
    }),
  );
  expect(execution.cause).toContain(
    "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
  );
});
