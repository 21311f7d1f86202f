import fc from 'fast-check';
import {
  EvaluationError,
  JsonataEvaluator,
} from '../../../../local/stepfunctions/interpreter/jsonata-evaluator';

const evaluator = new JsonataEvaluator();
const variables = { states: { input: { n: 2, list: [1, 2, 3], none: null } }, name: 'x' };
const evaluate = (source: string) => evaluator.evaluate(source, 'Output/v', variables);

it.each([
  ['$states.input.n + 1', 3],
  ['$name & "y"', 'xy'],
  ['$states.input.none', null],
  ['$states.input.list[$ > 1]', [2, 3]],
  ['$states.input.list[$ > 2]', 3],
  ['{"kept": $states.input.none, "dropped": $states.input.absent}', { kept: null }],
  ['[1/3 > 0, []]', [true, []]],
  ['$parseInteger("abc", "0")', 'NaN'],
])('%s', async (source, expected) => {
  expect(await evaluate(source)).toEqual(expected);
});

it.each([
  [
    '$states.input.absent',
    "The JSONata expression '$states.input.absent' specified for the field 'Output/v' returned nothing (undefined).",
  ],
  [
    '$states.input.n + "a"',
    'The JSONata expression \'$states.input.n + "a"\' specified for the field \'Output/v\' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number',
  ],
  ['$error("my own")', 'D3137: my own'],
  ['function($a) { $a }', 'is not JSON'],
  ['[$sum]', 'is not JSON'],
  [Array(101).fill('1').join('+'), 'D1011: Stack overflow'],
])('%s fails as AWS says it', async (source, message) => {
  const failure = evaluate(source);
  await expect(failure).rejects.toThrow(EvaluationError);
  await expect(failure).rejects.toThrow(message);
});

it('gives back every JSON value that goes in as input, unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      const result = await evaluator.evaluate('$states.input', 'Output', {
        states: { input: plain },
      });
      expect(result).toEqual(plain);
    }),
  );
});
