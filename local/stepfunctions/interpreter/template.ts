import { expressionSource, isExpression } from '../definition/expression';
import { type Json, isJsonArray, isJsonObject } from '../json';
import { type JsonataEvaluator } from './jsonata-evaluator';

/**
 * Replaces every `{% ... %}` of a template by its value.
 * @param field name of the template in its state; grows by `/key` and `[index]` on the way down
 * @throws EvaluationError
 */
export async function evaluateTemplate(
  evaluator: JsonataEvaluator,
  template: Json,
  field: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Json> {
  if (typeof template === 'string') {
    return isExpression(template)
      ? evaluator.evaluate(expressionSource(template), field, variables)
      : template;
  }
  if (isJsonArray(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) {
      items.push(await evaluateTemplate(evaluator, item, `${field}[${index}]`, variables));
    }
    return items;
  }
  if (!isJsonObject(template)) return template;
  const members: [string, Json][] = [];
  for (const [key, member] of Object.entries(template)) {
    members.push([key, await evaluateTemplate(evaluator, member, `${field}/${key}`, variables)]);
  }
  return Object.fromEntries(members);
}
