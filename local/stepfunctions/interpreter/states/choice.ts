import { type ChoiceState } from '../../definition/states';
import { type Json } from '../../json';
import { ErrorName } from '../errors';
import { type Transition, leave } from '../leave';
import { type Visit } from '../visit';

/** Takes the first rule that holds, else Default; conditions after it are not evaluated. */
export async function runChoice(state: ChoiceState, visit: Visit): Promise<Transition> {
  for (const [index, rule] of state.Choices.entries()) {
    const prefix = `Choices[${index}]/`;
    const field = `${prefix}Condition`;
    if (await visit.evaluateAs(rule.Condition, field, 'boolean', isBoolean)) {
      return leave(visit, rule, visit.input, {}, prefix);
    }
  }
  if (state.Default === undefined) {
    throw visit.error(
      ErrorName.noChoiceMatched,
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  return leave(visit, { ...state, Next: state.Default }, visit.input);
}

function isBoolean(value: Json): value is boolean {
  return typeof value === 'boolean';
}
