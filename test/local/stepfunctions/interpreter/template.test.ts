import { JsonataEvaluator } from '../../../../local/stepfunctions/interpreter/jsonata-evaluator';
import { evaluateTemplate } from '../../../../local/stepfunctions/interpreter/template';
import { type Json } from '../../../../local/stepfunctions/json';

const evaluator = new JsonataEvaluator();
const evaluate = (template: Json) => evaluateTemplate(evaluator, template, 'Arguments', { a: 1 });

it('evaluates expressions at any depth and leaves the rest as it is', async () => {
  const template = { plain: ['x', 1, null, true], deep: [{ v: '{% $a + 1 %}' }, '{%$a%}'] };
  expect(await evaluate(template)).toEqual({
    plain: ['x', 1, null, true],
    deep: [{ v: 2 }, 1],
  });
});

it.each(['{% $a', '$a %}', ' {% $a %}', '{%'])('takes %j for a string', async (text) => {
  expect(await evaluate(text)).toBe(text);
});

it('does not evaluate what an expression gives', async () => {
  expect(await evaluate({ v: '{% "{% $a %" & "}" %}' })).toEqual({ v: '{% $a %}' });
});

it('names the place of the expression that fails', async () => {
  await expect(evaluate({ Payload: { ids: [0, '{% $nothing %}'] } })).rejects.toMatchObject({
    field: 'Arguments/Payload/ids[1]',
  });
});
