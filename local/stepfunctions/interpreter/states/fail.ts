import { type FailState } from '../../definition/states';
import { StateError } from '../errors';
import { type Visit, isString } from '../visit';

export async function runFail(state: FailState, visit: Visit): Promise<never> {
  const text = async (field: 'Error' | 'Cause'): Promise<string | undefined> =>
    state[field] === undefined
      ? undefined
      : visit.evaluateAs(state[field], field, 'string', isString);
  throw new StateError(await text('Error'), await text('Cause'));
}
